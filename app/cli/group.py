"""The command group: where the errors of every command end as one clear line and an exit code."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from app.cli.terminal import Exit, note, show_error, silence_stdout
from mappings.errors import CatalographError

_VERBOSE = ("-v", "--verbose")


class Commands(TyperGroup):
    """All commands. `-v` is understood anywhere; what a person can be told is told in one line."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Take `-v` out wherever it stands before `--`, so that no command has to know of it."""
        end = args.index("--") if "--" in args else len(args)
        kept = [each for each in args[:end] if each not in _VERBOSE]
        ctx.obj = {"verbose": len(kept) < end}
        return super().parse_args(ctx, kept + args[end:])

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; its errors become lines on stderr and exit codes."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            silence_stdout()
            raise typer.Exit(Exit.OK) from None
        except (CatalographError, OSError) as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise typer.Exit(Exit.OK) from None
            show_error(error, verbose=_verbose(ctx))
            raise typer.Exit(Exit.FAILED) from None
        except KeyboardInterrupt:
            note("stopped")
            raise typer.Exit(Exit.INTERRUPTED) from None


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and answer its exit code. A fault of ours is said in one line too."""
    try:
        app(arguments if arguments is None else list(arguments), prog_name="catalograph")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception as error:  # noqa: BLE001 - the last resort: nobody else will tell the person
        show_error(error, verbose=any(each in _VERBOSE for each in arguments or ()))
        return Exit.FAILED
    return Exit.OK


def _verbose(ctx: typer.Context) -> bool:
    return bool(ctx.obj and ctx.obj["verbose"])
