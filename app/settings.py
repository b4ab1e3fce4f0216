"""Every setting of an installation: read from the environment, typed, checked, documented in one place.

A setting's name carries its unit. The reference page of settings is generated from this file; a name that isn't here is
an error with a suggestion, because a misspelt limit that silently does nothing is worse than none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final, get_type_hints

from app.settings_file import SettingError, file_settings
from app.settings_values import (
    base_address,
    between,
    claims_to_roles,
    mail_address,
    one_of,
    scope_names,
    secure_address,
    secure_base,
    truth,
)
from graph.access.claims import ClaimRule

PREFIX: Final = "CATALOGRAPH_"
CONFIG: Final = "CATALOGRAPH_CONFIG"
"""Names the file of settings; it is not one itself."""
_NO_SETTINGS: Final = frozenset({"CATALOGRAPH_SHARED_DATA"})
"""Variables of the tests."""
DEFAULT_BASE: Final = "http://localhost:8000/"


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where the store is: `sqlite` with the file's path, `neo4j` with the server's address, or `memory` (gone when the
    process ends).
    """

    engine: str
    path: Path | None = None
    server: str = ""

    def __str__(self) -> str:
        if self.engine == "neo4j":
            return self.server
        return "memory:" if self.path is None else f"sqlite:///{self.path}"

    @property
    def is_kept(self) -> bool:
        """Whether it outlives the process, so that other processes can open it."""
        return self.engine != "memory"


_NEO4J: Final = re.compile(r"(?:neo4j|bolt)(?:\+s|\+ssc)?://[^\s/?#@]+/?")


def store_address(text: str) -> StoreAddress:
    """Read `sqlite:///relative/or/absolute/path` (a fourth slash begins an absolute one), `neo4j://host:port` or
    `memory:`.
    """
    if text in {"memory:", "memory"}:
        return StoreAddress("memory")
    if _NEO4J.fullmatch(text):
        return StoreAddress("neo4j", server=text.rstrip("/"))
    scheme, separator, path = text.partition(":///")
    if scheme != "sqlite" or not separator or not path or path.endswith("/"):
        raise SettingError(
            f"“{_without_password(text)}” does not name a store.",
            hint="Write sqlite:///path/to/file, neo4j://host:7687 (user and password have settings of their own), or "
            "memory: for one that is not kept.",
        )
    return StoreAddress("sqlite", Path(path))


def _without_password(text: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", text)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a setting's text is read (raising `ValueError` with what it should be), and what the setting means."""

    read: Callable[[str], object]
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process. Each is the environment variable `CATALOGRAPH_` + its name in capitals."""

    store: Annotated[
        StoreAddress | None,
        Rule(
            store_address,
            "Where the store is: `sqlite:///path/to/file`, `neo4j://host:7687` (or `bolt://`, `neo4j+s://` …), or "
            "`memory:`. `--store` wins over it.",
        ),
    ] = None
    neo4j_user: Annotated[str, Rule(str, "The user of a Neo4j server.")] = "neo4j"
    neo4j_password: Annotated[
        str | None, Rule(str, "The password of that user; without one, the server must ask for none.")
    ] = None
    neo4j_database: Annotated[
        str | None, Rule(str, "The database on a Neo4j server that has several; its own default unless set.")
    ] = None
    store_patience_s: Annotated[
        int, Rule(between(1, 600), "How long a call waits for a store that is busy or away before it is refused.")
    ] = 10
    data: Annotated[
        Path,
        Rule(
            Path,
            "The folder for this machine's search index, SPARQL snapshots and uploads where the store is a Neo4j "
            "server; beside an SQLite store they stand beside its file.",
        ),
    ] = Path("var/data")
    base: Annotated[
        str | None,
        Rule(
            base_address,
            "The address every IRI of this installation begins with. Chosen once, when the store is made "
            f"(`{DEFAULT_BASE}` unless set), and remembered with it.",
        ),
    ] = None
    host: Annotated[str, Rule(str, "The address `serve` listens on; `0.0.0.0` for every interface.")] = "127.0.0.1"
    port: Annotated[int, Rule(between(1, 65_535), "The port `serve` listens on.")] = 8000
    workers: Annotated[int, Rule(between(1, 64), "How many server processes `serve` starts.")] = 1
    projectors: Annotated[
        bool,
        Rule(
            truth,
            "Whether `serve` and `import` bring search, SPARQL and (`serve`) clusters up to date if nobody else does.",
        ),
    ] = True
    log_level: Annotated[
        str, Rule(one_of("debug", "info", "warning", "error"), "How much the server writes to its log.")
    ] = "info"
    log_format: Annotated[
        str, Rule(one_of("text", "json"), "Lines for people, or a JSON object a line for machines.")
    ] = "text"
    metrics_token: Annotated[
        str | None,
        Rule(str, "Who sends it as a bearer token may read `/metrics`; others only from the machine itself."),
    ] = None
    traces: Annotated[
        bool, Rule(truth, "Whether each request makes an OpenTelemetry span; needs `pip install catalograph[otel]`.")
    ] = False
    ready_behind_events: Annotated[
        int,
        Rule(
            between(0, 1_000_000_000),
            "How many events search or SPARQL may be behind before `/ready` answers 503; 0 for any number.",
        ),
    ] = 0
    after_event_patience_s: Annotated[
        int,
        Rule(
            between(0, 600),
            "How long a search or SPARQL query that names an event waits for it before it is refused as `BEHIND`.",
        ),
    ] = 10
    shutdown_time_limit_s: Annotated[
        int, Rule(between(1, 3600), "How long `serve` lets requests finish once it is asked to end.")
    ] = 20
    arrival_time_limit_s: Annotated[
        int,
        Rule(
            between(1, 3600),
            "How long a request, and each megabyte of its body, may take to arrive; and how long `serve` waits for a "
            "client to take what it was answered.",
        ),
    ] = 60
    request_time_limit_s: Annotated[int, Rule(between(1, 3600), "How long one GraphQL request may take.")] = 30
    upload_limit_mb: Annotated[int, Rule(between(1, 65_536), "The largest file that may be uploaded for import.")] = (
        1024
    )
    query_depth_limit: Annotated[int, Rule(between(3, 100), "How deep a GraphQL document may nest.")] = 15
    query_cost_limit: Annotated[int, Rule(between(10, 10_000_000), "What one GraphQL document may cost.")] = 5000
    query_budget_per_minute: Annotated[
        int,
        Rule(
            between(100, 1_000_000_000),
            "What all documents of one tenant without a quota of its own may cost in a minute, on each machine.",
        ),
    ] = 1_000_000
    batch_limit: Annotated[
        int, Rule(between(0, 100), "How many operations one HTTP request may hold in a list; 0 for no lists.")
    ] = 10
    trusted_documents: Annotated[
        Path | None,
        Rule(Path, "The manifest of GraphQL documents that may be named by hash, as `catalograph documents` makes it."),
    ] = None
    only_trusted_documents: Annotated[
        bool, Rule(truth, "Whether callers who have not signed in may send documents of that manifest only.")
    ] = False
    import_lanes: Annotated[
        int, Rule(between(1, 64), "How many imports and batches asked for over HTTP run at once on this machine.")
    ] = 2
    region: Annotated[
        str | None,
        Rule(str, "Where this store is, such as `eu-central`: chosen once and remembered with it. See `tenant set`."),
    ] = None
    session_idle_minutes: Annotated[
        int, Rule(between(5, 10_080), "How long a session may lie idle before its holder must sign in again.")
    ] = 60
    session_hours: Annotated[int, Rule(between(1, 720), "How long a session lasts at most, used or not.")] = 12
    password_characters: Annotated[int, Rule(between(8, 64), "How many characters a new password has at least.")] = 10
    password_memory_kib: Annotated[
        int,
        Rule(
            between(8, 1_048_576),
            "The memory that hashing a password takes (Argon2id). Changed, a hash is made anew at its next sign-in.",
        ),
    ] = 19_456
    password_passes: Annotated[int, Rule(between(1, 20), "The passes over that memory.")] = 2
    password_sign_in: Annotated[
        bool,
        Rule(
            truth,
            "Whether people sign in with a name and a password; `no` only where a provider is set. Patrons sign in "
            "with the number of their card in any case.",
        ),
    ] = True
    oidc_issuer: Annotated[
        str | None,
        Rule(
            secure_address,
            "The OpenID Connect provider by which people sign in: its address as it writes it, such as "
            "`https://login.example/realms/libraries`. The next two, and the secret, are needed with it.",
        ),
    ] = None
    oidc_client_id: Annotated[str | None, Rule(str, "What the provider calls this installation.")] = None
    oidc_redirect_base: Annotated[
        str | None,
        Rule(
            secure_base,
            "The address of this server as browsers know it; the provider sends them back to `sign-in/callback` below "
            "it.",
        ),
    ] = None
    oidc_client_secret: Annotated[str | None, Rule(str, "The secret shared with the provider.")] = field(
        default=None, repr=False
    )
    oidc_client_secret_file: Annotated[Path | None, Rule(Path, "The file that holds it, instead.")] = None
    oidc_scopes: Annotated[
        str, Rule(scope_names, "What the provider is asked for, separated by spaces; `openid` among it.")
    ] = "openid profile"
    oidc_roles_claim: Annotated[
        str, Rule(str, "The claim of the id token that roles follow from; `realm_access.roles` is one inside another.")
    ] = "roles"
    oidc_roles: Annotated[
        tuple[ClaimRule, ...],
        Rule(
            claims_to_roles,
            "Which of its values gives which role where: `staff = harbor:cataloguer; heads = harbor:administrator; "
            "* = network:rivers:researcher`. `*` is anybody whom the provider lets sign in.",
        ),
    ] = ()
    oidc_roles_days: Annotated[
        int,
        Rule(
            between(1, 3650),
            "How long these roles hold after their holder last signed in there, with API tokens too: a provider "
            "doesn't tell when somebody leaves.",
        ),
    ] = 30
    oidc_button: Annotated[str, Rule(str, "What the link to the provider says on the page to sign in.")] = (
        "Sign in with your organisation"
    )
    introspection: Annotated[
        bool, Rule(truth, "Whether callers who have not signed in may ask the GraphQL schema about itself.")
    ] = True
    sparql_time_limit_s: Annotated[int, Rule(between(1, 3600), "How long one SPARQL query may run.")] = 10
    sparql_row_limit: Annotated[int, Rule(between(1, 10_000_000), "How many rows one SPARQL answer may have.")] = 10_000
    sparql_later_time_limit_s: Annotated[
        int, Rule(between(1, 604_800), "How long a SPARQL query that is answered later may run.")
    ] = 1800
    sparql_later_row_limit: Annotated[
        int, Rule(between(1, 100_000_000), "How many rows the answer of such a query may have.")
    ] = 1_000_000
    sparql_later_answer_limit_mb: Annotated[
        int, Rule(between(1, 65_536), "How large such an answer may be; what is over is left out.")
    ] = 256
    sparql_later_quota_mb: Annotated[
        int, Rule(between(1, 1_048_576), "How much of this machine's disk one person's answers may take.")
    ] = 1000
    sparql_later_days: Annotated[int, Rule(between(1, 365), "How long such answers are kept.")] = 7
    sparql_later_lanes: Annotated[
        int,
        Rule(between(1, 16), "How many such queries run at once on this machine, beside ordinary ones: one a person."),
    ] = 1
    sparql_past_sets: Annotated[
        int, Rule(between(1, 100), "How many moments that somebody asked for in SPARQL are kept on this machine.")
    ] = 8
    sparql_past_document_limit: Annotated[
        int,
        Rule(between(1, 100_000_000), "How many descriptions may be in one: a thousand take about 12 MB of disk."),
    ] = 1_000_000
    mail_host: Annotated[
        str | None, Rule(str, "The mail server that takes notices to patrons (SMTP); without one, they wait.")
    ] = None
    mail_port: Annotated[int, Rule(between(1, 65_535), "Its port: 587 with STARTTLS, 465 with TLS.")] = 587
    mail_security: Annotated[
        str, Rule(one_of("starttls", "tls", "none"), "How the connection is kept from others: from the first byte "
                  "with `tls`, before anything is said with `starttls`; with `none` it is not.")
    ] = "starttls"  # fmt: skip
    mail_user: Annotated[str | None, Rule(str, "Who signs in to the mail server; without one, nobody does.")] = None
    mail_password: Annotated[str | None, Rule(str, "The password of that user.")] = None
    mail_password_file: Annotated[
        Path | None, Rule(Path, "A file with that password in its first line, instead of the password itself.")
    ] = None
    mail_sender: Annotated[
        str | None, Rule(mail_address, "The address notices come from; each library's name stands before it.")
    ] = None
    mail_reply_to: Annotated[str | None, Rule(mail_address, "The address answers go to, where it is another.")] = None
    mail_time_limit_s: Annotated[
        int, Rule(between(1, 120), "How long the mail server may take for each thing that is said to it.")
    ] = 30
    import_batch_records: Annotated[int, Rule(between(1, 5000), "How many records an import commits at once.")] = 25

    def for_others(self) -> dict[str, str]:
        """The environment in which another process of this machine opens the same store."""
        store = self.store
        if store is not None and store.path is not None:
            store = replace(store, path=store.path.resolve())
        given = {
            "store": store,
            "data": self.data.resolve(),
            "neo4j_user": self.neo4j_user,
            "neo4j_password": self.neo4j_password,
            "neo4j_database": self.neo4j_database,
        }
        return {**os.environ, **{variable(name): str(value) for name, value in given.items() if value is not None}}

    def with_store(self, address: str | None) -> Settings:
        """The same settings with another store where one is given."""
        return self if address is None else replace(self, store=store_address(address))


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def rules() -> dict[str, Rule]:
    """Every setting's rule by its name, in the order of the class."""
    hints = get_type_hints(Settings, include_extras=True)
    return {each.name: hints[each.name].__metadata__[0] for each in fields(Settings)}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the environment, and those of the file that `CATALOGRAPH_CONFIG` names below them.

    Raises `SettingError` for an unknown name or an impossible value.
    """
    given = {
        name: value
        for name, value in (os.environ if environment is None else environment).items()
        if name.startswith(PREFIX) and name not in _NO_SETTINGS
    }
    file = given.pop(CONFIG, "")
    if file:
        given = {**file_settings(Path(file), list(rules())), **{name: text for name, text in given.items() if text}}
    known = {variable(name): (name, rule) for name, rule in rules().items()}
    values: dict[str, object] = {}
    for name, text in sorted(given.items()):
        if name not in known:
            close = get_close_matches(name, [*known, CONFIG], 1)
            raise SettingError(
                f"There is no setting {name}.", hint=f"Did you mean {close[0]}?" if close else SettingError.hint
            )
        if text:
            setting, rule = known[name]
            values[setting] = _value(name, text, rule)
    return Settings(**values)  # type: ignore[arg-type] # each was read by its own field's reader


def _value(name: str, text: str, rule: Rule) -> object:
    try:
        return rule.read(text)
    except SettingError as error:
        raise SettingError(f"{name}: {error.message}", hint=error.way_out) from None
    except ValueError as error:
        raise SettingError(f"{name} can't be “{text}”.", hint=f"It is {error}.") from None
