"""What administrators look back on: how accounts were used and changed, and what was let pass in lending."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.circulation.audit_trail import AuditCommand as Command
from graph.circulation.audit_trail import AuditEntry as Entry
from graph.circulation.audit_trail import AuditFilter, AuditPage
from schema.connections import PageInfo
from schema.fields import attribute, choice
from schema.scalars import IRI, DateTime


@strawberry.enum(description="What was done.")
class AuditCommand(Enum):
    """What was done."""

    SIGN_IN = choice(Command.SIGN_IN, "Somebody signed in.")
    SIGN_IN_FAILED = choice(Command.SIGN_IN_FAILED, "Somebody tried to sign in, or to set a password, and was refused.")
    PROVIDER_SIGN_IN = choice(Command.PROVIDER_SIGN_IN, "Somebody signed in by the provider of their organisation.")
    PROVIDER_SIGN_IN_REFUSED = choice(
        Command.PROVIDER_SIGN_IN_REFUSED,
        "Somebody whom the provider knew was refused: the account is locked, or has no roles any more.",
    )
    ACCOUNT_LINKED = choice(Command.ACCOUNT_LINKED, "An account was linked to somebody whom the provider knows.")
    ACCOUNT_UNLINKED = choice(Command.ACCOUNT_UNLINKED, "An account was parted from the provider.")
    SIGN_OUT = choice(Command.SIGN_OUT, "Sessions of an account were ended.")
    PASSWORD_SET = choice(Command.PASSWORD_SET, "The holder set a password, and was signed in.")
    CODE_ISSUED = choice(Command.CODE_ISSUED, "A code to set a password was issued.")
    PATRON_CODE_ISSUED = choice(Command.PATRON_CODE_ISSUED, "A code was issued for a patron.")
    ACCOUNT_CREATED = choice(Command.ACCOUNT_CREATED, "An account was created.")
    ACCOUNT_LOCKED = choice(Command.ACCOUNT_LOCKED, "An account was locked.")
    ACCOUNT_UNLOCKED = choice(Command.ACCOUNT_UNLOCKED, "An account was let in again.")
    ROLES_CHANGED = choice(Command.ROLES_CHANGED, "The roles of an account were changed.")
    TOKEN_ISSUED = choice(Command.TOKEN_ISSUED, "A token was issued.")
    TOKEN_REVOKED = choice(Command.TOKEN_REVOKED, "A token was revoked.")
    OVERRIDE = choice(Command.OVERRIDE, "Something was let pass in lending.")
    LIBRARY_CHANGED = choice(Command.LIBRARY_CHANGED, "What the library settled about itself was changed.")
    NETWORK_APPLIED = choice(Command.NETWORK_APPLIED, "The library asked to belong to a network.")
    NETWORK_JOINED = choice(Command.NETWORK_JOINED, "The library became a member of a network.")
    NETWORK_LEFT = choice(Command.NETWORK_LEFT, "The library left a network.")
    NETWORK_FOLLOWED = choice(Command.NETWORK_FOLLOWED, "Another network's lending rules, or none, were chosen.")
    RULES_PUBLISHED = choice(Command.RULES_PUBLISHED, "Lending rules were put in force.")
    HOURS_PUBLISHED = choice(Command.HOURS_PUBLISHED, "Opening hours were put in force.")
    TEMPLATES_PUBLISHED = choice(Command.TEMPLATES_PUBLISHED, "Templates of messages were put in force.")
    LIMITS_SET = choice(Command.LIMITS_SET, "The limits from which patrons are blocked were set.")
    PAYMENT_PROVIDER_SET = choice(Command.PAYMENT_PROVIDER_SET, "Where readers pay online was set, or that they can't.")
    PARTNER_ADDED = choice(Command.PARTNER_ADDED, "A library elsewhere was made known, to lend to and borrow from.")
    PARTNER_CHANGED = choice(Command.PARTNER_CHANGED, "What is known of such a library was changed.")
    PARTNER_KEY_MADE = choice(Command.PARTNER_KEY_MADE, "Such a library got another key to show.")
    PARTNER_REMOVED = choice(Command.PARTNER_REMOVED, "Such a library is lent to and borrowed from no more.")
    PROFILES_PUBLISHED = choice(Command.PROFILES_PUBLISHED, "Application profiles were put in force.")


@strawberry.input(description="Which of what was done is wanted; what is absent is no condition.")
class AuditFilterInput:
    """Which of what was done is wanted."""

    commands: list[AuditCommand] | None = strawberry.field(default=None, description="What was done.")
    account: str | None = strawberry.field(default=None, description="The account it was done to.")
    by: str | None = strawberry.field(default=None, description="The account that did it.")
    since: DateTime | None = strawberry.field(default=None, description="Then or later.")
    until: DateTime | None = strawberry.field(default=None, description="Earlier than that.")

    def wanted(self) -> AuditFilter:
        """The same for the trail."""
        commands = frozenset(Command if self.commands is None else (each.value for each in self.commands))
        return AuditFilter(commands, self.account, self.by, self.since, self.until)


@strawberry.type(description="One thing that was done.")
class AuditEntry:
    """One thing that was done."""

    event: int = attribute("The number of its event in the log.")
    at: DateTime = attribute("When.")
    command: AuditCommand = attribute("What was done.")
    by: str = attribute(
        "The account that did it; `operator` at the command line, `provider` where it follows from a provider's claims."
    )
    by_name: str | None = attribute("What that account is called, where it is the library's own.")
    account: str | None = attribute("The account it was done to; null where it was the library.")
    account_name: str | None = attribute("What that account is called.")
    token: str | None = attribute("The id of the token that was issued or revoked.")
    lending_command: str | None = attribute("Of an override, the command in which something was let pass.")
    codes: list[str] = attribute("Of an override, the codes of the refusals that were let pass.")
    reason: str | None = attribute("Of an override, the reason that was given.")
    about: list[IRI] = attribute("Of an override, the loans, requests or items it was about.")


@strawberry.type(description="Some of what was done, newest first.")
class AuditEntries:
    """Some of what was done, newest first."""

    nodes: list[AuditEntry] = attribute("What was done. May be fewer than asked for while more follows.")
    page_info: PageInfo = attribute("Where this page ends: go on after its end cursor while there is a next page.")


def audit_entries(page: AuditPage, after: str | None) -> AuditEntries:
    """A page of the trail as the API shows it."""
    info = PageInfo(
        has_next_page=page.after is not None,
        has_previous_page=after is not None,
        start_cursor=None,
        end_cursor=page.after,
    )
    return AuditEntries(nodes=[_entry(each) for each in page.entries], page_info=info)


def _entry(entry: Entry) -> AuditEntry:
    override = entry.override
    return AuditEntry(
        event=entry.sequence,
        at=DateTime(entry.at),
        command=AuditCommand(entry.command),
        by=entry.by,
        by_name=entry.by_name,
        account=entry.account,
        account_name=entry.account_name,
        token=entry.token,
        lending_command=None if override is None else override.command,
        codes=[] if override is None else list(override.codes),
        reason=None if override is None else override.reason,
        about=[] if override is None else [IRI(each) for each in override.about],
    )
