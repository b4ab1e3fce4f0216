"""The mutations that name something, for the walls: `%(…)s` is what is named of another library."""

from __future__ import annotations

MUTATIONS = {
    "importCancel": 'importCancel(input: {job: "%(job)s"}) { job { id } %(errors)s }',
    "importRunAgain": 'importRunAgain(input: {job: "%(job)s"}) { job { id } %(errors)s }',
    "resourceCreate": (
        'resourceCreate(input: {type: "http://id.loc.gov/ontologies/bibframe/Item", statements: [{predicate: '
        '"http://id.loc.gov/ontologies/bibframe/itemOf", iri: "%(instance)s"}]}) { resource { iri } %(errors)s }'
    ),
    "resourceUpdate": (
        'resourceUpdate(input: {id: "%(work)s", ifRevision: "%(revision)s", add: [{predicate: '
        '"http://id.loc.gov/ontologies/bibframe/note", value: "x"}]}) { resource { iri } %(errors)s }'
    ),
    "resourceDelete": ('resourceDelete(input: {id: "%(work)s", ifRevision: "%(revision)s"}) { deletedId %(errors)s }'),
    "resourceRestore": (
        'resourceRestore(input: {id: "%(work)s", ifRevision: "%(revision)s", to: "%(revision)s"}) '
        "{ resource { iri } %(errors)s }"
    ),
    "resourceUndo": (
        'resourceUndo(input: {id: "%(work)s", ifRevision: "%(revision)s", event: 1}) { resource { iri } %(errors)s }'
    ),
    "networkPromote": (
        'networkPromote(input: {network: "rivers", resources: [{id: "%(work)s", revision: "%(revision)s"}]}) '
        "{ moved { now } %(errors)s }"
    ),
    "networkTakeBack": (
        'networkTakeBack(input: {network: "rivers", resources: [{id: "%(work)s", revision: "%(revision)s"}]}) '
        "{ moved { now } %(errors)s }"
    ),
    "clusterDecide": (
        'clusterDecide(input: {network: "rivers", answer: TOGETHER, works: ["%(work)s", "%(instanceId)s"]}) '
        "{ clusters { iri } %(errors)s }"
    ),
    "batchContinue": 'batchContinue(input: {id: "%(changes)s"}) { batch { id } %(errors)s }',
    "resourcesMerge": (
        'resourcesMerge(input: {keep: "%(work)s", merge: ["%(instanceId)s"], ifRevisions: '
        '[{id: "%(work)s", revision: "%(revision)s"}]}) { batch { id } %(errors)s }'
    ),
    "resourceSplit": (
        'resourceSplit(input: {id: "%(work)s", ifRevision: "%(revision)s", instances: ["%(instanceId)s"]}) '
        "{ batch { id } %(errors)s }"
    ),
    "batchUndo": 'batchUndo(input: {id: "%(changes)s"}) { batch { id } %(errors)s }',
    "resourceCopy": 'resourceCopy(input: {id: "%(work)s"}) { draft { id } %(errors)s }',
    "templatePut": (
        'templatePut(input: {id: "%(template)s", ifRevision: "1", name: "x", nodes: []}) { template { id } %(errors)s }'
    ),
    "templateDelete": 'templateDelete(input: {id: "%(template)s", ifRevision: "1"}) { deletedId %(errors)s }',
    "savedQueryPut": (
        'savedQueryPut(input: {id: "%(query)s", ifRevision: "1", name: "x", language: GRAPHQL, text: "x"}) '
        "{ savedQuery { id } %(errors)s }"
    ),
    "savedQueryDelete": 'savedQueryDelete(input: {id: "%(query)s", ifRevision: "1"}) { deletedId %(errors)s }',
    "sparqlRunStart": (
        'sparqlRunStart(input: {query: "ASK { ?s ?p ?o }", scope: {tenants: ["cloister"]}}) { run { id } %(errors)s }'
    ),
    "sparqlPastMake": (
        'sparqlPastMake(input: {asOf: "2026-01-01T00:00:00Z", scope: {tenants: ["cloister"]}})'
        " { past { graphs documents } %(errors)s }"
    ),
    "sparqlRunCancel": 'sparqlRunCancel(input: {run: "%(run)s"}) { cancelledId %(errors)s }',
    "proposalSend": 'proposalSend(input: {draft: "%(draft)s", ifRevision: "1"}) { proposal { id } %(errors)s }',
    "proposalAccept": 'proposalAccept(input: {id: "%(proposal)s", ifRevision: "1"}) { resources { id } %(errors)s }',
    "proposalRefuse": (
        'proposalRefuse(input: {id: "%(proposal)s", ifRevision: "1", reason: "x"}) { proposal { id } %(errors)s }'
    ),
    "proposalTakeBack": 'proposalTakeBack(input: {id: "%(proposal)s", ifRevision: "1"}) { draft { id } %(errors)s }',
    "draftPut": 'draftPut(input: {id: "%(draft)s", ifRevision: "1", nodes: []}) { draft { id } %(errors)s }',
    "draftDelete": 'draftDelete(input: {id: "%(draft)s", ifRevision: "1"}) { deletedId %(errors)s }',
    "draftPublish": 'draftPublish(input: {id: "%(draft)s", ifRevision: "1"}) { resources { iri } %(errors)s }',
    "headingsCarry": 'headingsCarry(input: {ids: ["%(heading)s"]}) { batch { id } %(errors)s }',
    "headingAdopt": (
        'headingAdopt(input: {heading: "%(author)s", authority: "%(author)s"}) { batch { id } %(errors)s }'
    ),
    "headingBatchContinue": 'headingBatchContinue(input: {id: "%(batch)s"}) { batch { id } %(errors)s }',
    "headingBatchUndo": 'headingBatchUndo(input: {id: "%(batch)s"}) { batch { id } %(errors)s }',
    "itemCreate": 'itemCreate(input: {instance: "%(instanceId)s"}) { item { id } %(errors)s }',
    "itemUpdate": (
        'itemUpdate(input: {id: "%(item)s", ifRevision: "%(revision)s", set: {barcode: "x"}}) '
        "{ item { id } %(errors)s }"
    ),
    "itemWithdraw": 'itemWithdraw(input: {id: "%(item)s", ifRevision: "%(revision)s"}) { item { id } %(errors)s }',
    "itemDelete": 'itemDelete(input: {id: "%(item)s", ifRevision: "%(revision)s"}) { deletedId %(errors)s }',
    "itemsMove": 'itemsMove(input: {ids: ["%(item)s"], toHolding: "%(holding)s"}) { items { id } %(errors)s }',
    "itemsChange": (
        'itemsChange(input: {items: {location: "%(location)s"}, set: {condition: "x"}}) '
        "{ reports { named } %(errors)s }"
    ),
    "holdingsCreate": 'holdingsCreate(input: {instance: "%(instanceId)s"}) { holding { id } %(errors)s }',
    "holdingsUpdate": (
        'holdingsUpdate(input: {id: "%(holding)s", ifRevision: "%(revision)s", set: {notes: []}}) '
        "{ holding { id } %(errors)s }"
    ),
    "holdingsMove": (
        'holdingsMove(input: {ids: ["%(holding)s"], toInstance: "%(instanceId)s"}) { holdings { id } %(errors)s }'
    ),
}
"""Each mutation that names something, naming something of Cloister's. `importMarc`, `profilesPublish` name nothing."""
