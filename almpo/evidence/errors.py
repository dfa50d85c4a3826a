"""The few errors there are. Each says what is wrong, where, and how to mend it."""


class AlmpoError(Exception):
    """Base of all errors that are meant for the user's eyes."""


class SettingsError(AlmpoError):
    """A setting is missing, unknown or out of bounds."""


class StoreError(AlmpoError):
    """The relational store or the blobs cannot be used."""


class NotFoundError(AlmpoError):
    """No such record."""


class ModelError(AlmpoError):
    """A model cannot be loaded or does not fit what was made with another one."""


class IndexUnavailableError(AlmpoError):
    """The vector index cannot be reached."""


class IngestError(AlmpoError):
    """A document cannot be read, and trying again with the same bytes will not help.

    Codes: empty, unknown_format, wrong_extension, damaged, needs_password, too_large, too_many_pages, bomb,
    timeout, out_of_memory, crashed, no_pages, no_text, unreadable.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class TransientError(AlmpoError):
    """Trying again later may help."""


class StatisticsError(AlmpoError):
    """These numbers do not allow the statistic that was asked for.

    Codes: shape, too_few, not_finite, not_positive, out_of_range, rank_deficient, not_identified,
    no_convergence.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
