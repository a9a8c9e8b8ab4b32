"""Résumés in Markdown, as people write them by hand."""

from bot.load.markdown.document import read

__all__ = ["read"]
