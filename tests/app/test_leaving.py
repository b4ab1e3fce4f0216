"""What was made of a network to be fetched goes when a member leaves, and answers of what members alone read."""

from __future__ import annotations

from datetime import UTC, datetime

from app.bootstrap import installed
from app.settings import Settings, StoreAddress
from graph.access.model import SharingLevel, operator
from graph.research.run_files import RunFiles
from graph.research.runs import Run
from graph.store.names import NETWORKS, GraphKind, opaque_id
from graph.tenants.model import Sharing

NOW, EVER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)


def test_no_answer_is_kept_of_what_members_alone_read_when_one_has_left(tmp_path) -> None:
    with installed(Settings(store=StoreAddress("sqlite", tmp_path / "store.sqlite")), create=True) as opened:
        services, layout = opened.services, opened.layout
        services.tenants.create_network(operator(), "rivers", {"en": "Rivers"})
        for slug, level in (("harbor", SharingLevel.NETWORK), ("quay", SharingLevel.PUBLIC)):
            services.tenants.create_tenant(operator(), slug, {"en": slug}, networks=("rivers",))
            services.tenants.update(operator(slug), slug, sharing=Sharing(catalogue=level))
        harbor, quay = (services.names.graph(each, GraphKind.CATALOGUE) for each in ("harbor", "quay"))
        files = RunFiles(layout.queries)
        files.prepare()
        for number, graphs in enumerate(((services.names.network_graph("rivers"), quay), (harbor,), (quay,))):
            files.add(
                Run(
                    id=opaque_id("run", str(number)),
                    owner="ada",
                    text="",
                    graphs=graphs,
                    dataset=None,
                    created=NOW,
                    expires=EVER,
                )
            )
        download = layout.downloads / NETWORKS / "rivers" / "all.nq"
        download.parent.mkdir(parents=True)
        download.touch()
        services.departures.leave(operator(), "harbor", "rivers")
        assert [each.id for each in files.all()] == [opaque_id("run", "2")]
        assert not download.exists()
