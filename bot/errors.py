"""What can go wrong that a person can mend.

    BataoError          safe to show: says what is wrong, where, and the cure
    ├── ProfileError    a résumé file that cannot be read or used
    ├── LanguageError   a file under knowledge/language that cannot be used
    └── SettingsError   an environment variable that is missing or malformed

Anything else that is raised is a bug: the log gets its traceback, the person one plain sentence.
"""


class BataoError(Exception):
    """A failure whose text is meant for the person who can cure it."""


class ProfileError(BataoError):
    """A résumé that cannot be used; the text names the file, the line where known, and the cure."""


class LanguageError(BataoError):
    """Language data that cannot be used."""


class SettingsError(BataoError):
    """A setting that is missing or malformed; the text names the variable and where to get its value."""
