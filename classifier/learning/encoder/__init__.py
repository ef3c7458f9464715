"""The encoder's making: starting weights, vocabulary, fine-tuning, export. For training only; needs torch."""
