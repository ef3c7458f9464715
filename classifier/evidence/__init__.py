"""What in a message moved a label, and what it names, on the text as written."""
