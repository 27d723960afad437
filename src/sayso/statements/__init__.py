"""Sentences to attributions: who said it (source), with which words (cue), what (content), through whom (channel)."""

from sayso.statements.tagger import VERSION, SaysoTagger, Settings, Tagger, tag

__all__ = ["VERSION", "SaysoTagger", "Settings", "Tagger", "tag"]
