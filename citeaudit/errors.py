"""Every error that citeaudit raises on purpose; each message is one line that a person can act on."""


class CiteauditError(Exception):
    """Base of all errors that a caller may want to catch."""


class RuleError(CiteauditError):
    """Rule files are wrong; the message names every file, line and key, one to a line."""


class ConfigError(CiteauditError):
    """A configuration file or an option is wrong; the message names file, line and key."""


class SettingsError(ConfigError):
    """The settings file is wrong; `rules` are the folders of rules that it names, as far as they can be told."""

    def __init__(self, message: str, rules: tuple[str, ...]) -> None:
        super().__init__(message)
        self.rules = rules


class ReadError(CiteauditError):
    """A document cannot be read; the message says why and what to do."""


class RefusedError(ValueError):
    """A value of the right type that makes no sense; `key` is the parameter that holds it."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key
