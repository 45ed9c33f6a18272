"""Audit the citations of an article: which sentence rests on which source, and which rests on none.

    bytes -> readers -> Text -> parse -> Document -> checks -> Hit -> audit -> Finding -> reporters

The public names are here; everything else may change.
"""

from citeaudit.audit import audit_bytes, audit_file, audit_text
from citeaudit.errors import CiteauditError, ConfigError, ReadError, RuleError
from citeaudit.model import Audit, Document, Finding, Marker, Sentence
from citeaudit.model.listed import Source
from citeaudit.model.span import Span

__all__ = [
    "Audit",
    "CiteauditError",
    "ConfigError",
    "Document",
    "Finding",
    "Marker",
    "ReadError",
    "RuleError",
    "Sentence",
    "Source",
    "Span",
    "audit_bytes",
    "audit_file",
    "audit_text",
]
__version__ = "0.1.0"
