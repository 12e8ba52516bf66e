"""The errors we state to people. Each message is one line: what is wrong, and what to do next."""

from __future__ import annotations


class AssistantError(Exception):
    """The root of every error that the front door turns into one line and exit code 1."""


class SettingsError(AssistantError):
    """A settings file or variable is wrong."""


class ReadError(AssistantError):
    """A file cannot be read as a document. The message is the reason alone, for the ingest report."""


class ModelError(AssistantError):
    """A model is missing, altered or not the one the index was made with."""


class ModelTimeoutError(ModelError):
    """A language model did not reply in time; asking again would only take as long again."""


class CatalogueError(AssistantError):
    """The catalogue is missing, damaged or lacks what was asked for."""


class VectorStoreError(AssistantError):
    """Chroma cannot be reached or disagrees with the catalogue."""


class QuestionError(AssistantError):
    """A question cannot be asked as it stands."""


class QuestionSetError(AssistantError):
    """A batch of questions is malformed; the message names the file and the line."""


class EvaluationError(AssistantError):
    """A run of a question set cannot be made, read, scored or compared."""


class RequestError(AssistantError):
    """A request for information cannot be read, split or matched as it stands."""


class CaseError(AssistantError):
    """A case of the FOI desk is missing, cannot be kept, or may not be exported as it stands."""


class BackupError(AssistantError):
    """A backup cannot be made, read or put back."""


class AccountsError(AssistantError):
    """The accounts cannot be read or kept, or an account may not be changed as asked."""


class SignInError(AssistantError):
    """A sign-in service cannot be used, or what it says of somebody does not let them in."""


class SourceError(AssistantError):
    """A page of a paper cannot be shown; what the catalogue keeps of its words still can."""


class RecordsError(AssistantError):
    """What was asked and done cannot be kept or read."""


class NotKeptError(RecordsError):
    """There is no such conversation or answer for the person who asks for it."""
