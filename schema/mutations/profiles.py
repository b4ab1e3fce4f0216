"""`profilesPublish`: by what profiles a library catalogues."""

from __future__ import annotations

from schema.ask import Ask
from schema.mutations.lending_settings import SettingsTextInput, SettingsTextPayload, publish


def profiles_publish(input: SettingsTextInput, ask: Ask) -> SettingsTextPayload:
    """Put a library's own table of profiles in force."""
    return publish(input, ask, ask.services.profiles.publish)
