"""What can go wrong, as one tree.

    ClassifierError
    ├── ReadError        an export cannot be read
    ├── ModelError       a model folder is missing, damaged, changed or of another version
    ├── SettingError     a setting has an unknown name or an impossible value
    ├── CorpusError      training or evaluation data break the annotation guidelines' form
    └── OutputError      results cannot be written where they were asked for

Each message says where, what, and what to do, on one line, and never quotes what a chat says.
"""


class ClassifierError(Exception):
    """Anything this package raises on purpose."""


class ReadError(ClassifierError):
    """An export cannot be read; names the file, the line where known, and the remedy."""


class ModelError(ClassifierError):
    """A model folder is missing, damaged, changed or of another version."""


class SettingError(ClassifierError):
    """A setting has an unknown name or an impossible value."""


class CorpusError(ClassifierError):
    """Training or evaluation data break the form that the annotation guidelines ask for."""


class OutputError(ClassifierError):
    """Results cannot be written where they were asked for."""
