"""Our own ontology (`lsp:`), as it is published: what each class and property of a description means that BIBFRAME,
BFLC and MADS/RDF have no word for. Terms of what is never shared (loans, patrons, settings) are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mappings.bibframe.node import PREFIXES, Node

ONTOLOGY: Final = PREFIXES["lsp"].removesuffix("#")

_CLASSES: Final = """
Holdings: What a library holds of an instance, of which there may be many items.
HoldingsStatement: What is held, in words, as one statement of it (MARC 866-868).
EnumeratedHoldings: What is held, by levels of numbering and dates (MARC 863-865).
CaptionsAndPattern: What the levels of numbering and dates are called and how they go on (MARC 853-855).
Level: One level of numbering or dates, such as "v." or "(year)".
Location: A place where a library keeps items: a branch, a room, a shelf.
Redirect: Stands in place of a description that another has taken the place of.
Hidden: A value of another layer that an overlay takes out of sight.
Link: A link from one field of a record to another description, with what it is for.
Provenance: Where the data of a part of a description come from (MARC 883 and $7).
RecordCode: A coded value of the record as a whole that no other vocabulary names.
Function: A function of a corporate body or person that a record states.
Subdivision: A part that subdivides headings and is none by itself.
FacetedTopic: A topic divided into faceted terms (MARC 654).
UnspecifiedEntity: An entity of which the record does not say what it is (MARC 720).
StudyProgramNote: A study program that uses the resource (MARC 526).
CurriculumObjective: An objective of a curriculum to which the resource is matched (MARC 658).
ClusterIssn: The ISSN under which several editions are brought together.
ManifestationStatement: A statement transcribed from the resource itself (MARC 881).
AccumulationNote: How and how often items are added to a collection (MARC 584).
AddressNote: An address that belongs to the description (MARC 270).
AttributesNote: Entities and attributes of data that the resource holds (MARC 552).
AvailabilityNote: Whether and when a trade has the resource (MARC 366).
CaseFileNote: Characteristics of a computer or case file (MARC 565).
CharacteristicNote: What else tells one expression of a work from another (MARC 381).
CopyNote: Something about one copy alone (MARC 562).
CopyrightNote: The copyright status of the resource (MARC 542).
CustodyNote: Who had the resource before (MARC 561).
DataQualityNote: How accurate and complete the data of the resource are (MARC 514).
DigitalGraphicNote: How graphic objects of a digital resource are represented (MARC 352).
DisseminationNote: Who controls how a resource is passed on (MARC 357).
EditorNote: Who edited it, as the record says in a note (MARC 570).
ExtensionPlanNote: How the resource is meant to be extended (MARC 335).
GeospatialReferenceNote: The frame of reference of coordinates (MARC 342).
HoursNote: Hours, such as those in which somebody can be reached (MARC 307).
IncipitNote: How a piece of music begins (MARC 031).
MethodologyNote: By which method data were gathered (MARC 567).
OriginalsNote: Where originals or duplicates are (MARC 535).
OwnershipNote: Who owned a copy and how that is known (MARC 361).
PatentNote: A patent the resource is about (MARC 013).
PeriodOfCreationNote: In which period something was created (MARC 388).
PhilatelicIssueNote: A philatelic issue (MARC 258).
PlanarCoordinatesNote: Data of planar coordinates (MARC 343).
PriceNote: What it costs to get (MARC 365).
RepresentativeExpressionNote: Attributes of the expression that stands for a work (MARC 387).
SecurityNote: The security classification (MARC 355).
TaxonomicNote: A taxonomic identification (MARC 754).
VersionNote: Which version it is (MARC 251).
WorkCluster: Works of several libraries that are one.
AgentCluster: Agents of several libraries that are one.
Likeness: How alike two works are, and why they are taken for one.
ClusterProposal: Two works that may be one, for a person to look at.
ClusterDecision: What a person decided of two works.
CoCirculation: What was borrowed by those who borrowed a work, counted over the libraries of a network.
BorrowedTogether: One other work that they borrowed, and how many at least.
CoCirculationPublication: What a network published of that on one of its days.
"""

_PROPERTIES: Final = """
acquisitionMethod: How it was or is acquired.
act: Everything that a person decided at once.
address: The address of what is said here.
alternativeChronology: A date of an alternative numbering.
alternativeEnumeration1: The first level of an alternative numbering.
alternativeEnumeration2: The second level of an alternative numbering.
appliesTo: The part of the resource for which it holds.
articleFeeCode: The code by which the fee for copying an article is paid.
assignment: How a value came to be given, by people or machines.
atLeast: How many borrowers there are at least, a multiple of `k`.
between: One of the two works that were compared.
bibliographicControlNumber: The number of the bibliographic record of which holdings tell.
bibliographicIdentifier: An identifier of what holdings are of.
borrowedTogether: Another work that was borrowed by the same people.
boundWith: Another instance that is bound in the same item.
break: Whether numbering breaks here.
calendarChange: When in the year the highest level of numbering changes.
callNumberPrefix: What stands before a call number.
callNumberSuffix: What stands behind a call number.
captionEvaluation: Whether captions were verified and all levels are there.
captionSource: Where captions are taken from.
captionsAndPattern: The captions and pattern that numbering follows.
catalogLanguage: The language of the catalogue in which a heading is meant.
catalogingSource: Whether an authority comes from a national agency.
chronology1: The first level of dates.
chronology2: The second level of dates.
chronology3: The third level of dates.
chronology4: The fourth level of dates.
clusterMember: A work or agent that is one with the others of a cluster.
code: A code of the record that has no term of its own.
codedLocationQualifier: A code that says more of a location.
collectionCode: The code of the collection in which an item is.
completeness: How much of a resource is held.
compositeReport: Whether copies are reported together or apart.
compressibility: Whether a statement can be compressed or expanded.
condition: In which condition it is.
confidence: How sure whoever said it was, from 0 to 1.
controlNumber: The declared source of a record and its control number there.
copiesReported: How many copies are reported.
copyNumber: Which copy it is.
cost: What it cost.
countryCode: The code of the country of a location.
currentLibraryCode: The code of the library where an item is now.
dateAcquired: When it was acquired.
decidedOn: One of the two works of which a person decided.
descriptionRules: The rules by which an authority was described.
entered: When the record was made.
enumeratedHoldings: What is held, by levels of numbering.
enumeration1: The first level of numbering.
enumeration2: The second level of numbering.
enumeration3: The third level of numbering.
enumeration4: The fourth level of numbering.
enumeration5: The fifth level of numbering.
enumeration6: The sixth level of numbering.
establishment: Whether a heading is fully established.
evidence: What was compared, and the outcome.
expectedEnd: When an acquisition is expected to end.
familyType: What kind of family it is.
foreignField: Which field of another format the data are from.
formLinkNumber: A number that links forms of the same.
formerBarcode: A barcode that an item had before.
formerItemNumber: A number that an item had before.
formerLocation: Where it was before.
formerNumber: A number that it had before.
frequency: How often parts come out.
from: The first day that is counted.
geographicSubdivision: Whether a heading is divided by place directly or indirectly.
governmentAgency: The kind of government agency.
gregorianYear: The year of the Gregorian calendar.
hereditaryTitle: A title that a family inherits.
hides: A value of another layer that an overlay takes out of sight.
holdingInstitution: The institution that holds it.
holdingsFor: The instance of which holdings tell.
holdingsForm: Whether a statement of holdings is compressed.
holdingsLevel: How exactly holdings are stated.
holdingsStatement: What is held, in words.
holdingsType: Whether holdings are of one part, several, or a serial.
inHoldings: The holdings to which an item belongs.
institution: The institution to which a statement applies.
inventoryNumber: The number in an inventory.
issuingDate: The date of an issue.
itemField: The local field of the record from which an item was made.
itemInformation: Whether a record tells of items.
jurisdictionType: What kind of jurisdiction it is.
k: From how many distinct borrowers on something is told.
lending: Whether it is lent to other libraries.
level: A level of numbering or dates.
levelOf: Which level it is.
libraryCode: The code of the library, as its records have it.
lifecycle: Where an item is between being ordered and being withdrawn.
likeness: Two works of a cluster that joined it, and why.
linkNumber: A number that links statements with captions, in their order.
linkTo: What kind of thing a link leads to.
linkageNumber: A control number of a linked record.
linkageOf: What kind of record a control number is of.
loanType: How an item is lent.
local: A value of local meaning.
localStatus: The status of an item as the record has it.
locallyNamed: Something that is named locally.
location: The place where an item is kept.
locationCode: The code of the place, as its records have it.
locationOf: The library of which something is a location.
locationQualifier: What says more of a location.
mainOrAddedEntryUse: Whether a heading is right for main and added entries.
marker: What keeps an item from being lent: missing, restricted and so on.
markerReason: Why an item is marked.
matchingStatus: Whether a value was matched.
materialType: What kind of material an item is.
modifiedRecord: Whether a record was shortened or otherwise modified.
notForLoan: Whether an item is not lent.
notation: Whether a statement is in standard notation.
numberingContinuity: Whether numbering goes on or begins anew.
numberingScheme: How numbers are written.
of: The work of which it is told.
pairs: How many pairs of works are told of.
parent: The place that it is a part of.
patternNote: A note about a pattern.
physicalForm: The physical form in which it is held.
pieceDesignation: Which piece it is.
pieces: How many pieces an item has.
piecesPerIssuance: How many pieces come at once.
postalAddress: The postal address of a location.
privacy: Whether something may be shown.
process: The process by which a value was made.
processNumber: The identifier of a process as an authority.
processObject: The identifier of a process as a thing.
proposedSame: One of the two works that may be one.
provenance: Where data come from.
provenanceOf: What kind of data provenance is stated of.
publicNote: A note for readers.
published: When it was published.
publishedIn: The network that published it.
rangeEnd: Where a range ends that begins with the value.
receiptStatus: Whether it is still received.
recordKind: What kind of heading an authority record is of.
recordNumber: The number of a record.
referenceEvaluation: Whether references of an authority were evaluated.
regularity: How regularly parts come out.
replacementCost: What it costs to replace.
reportDate: When holdings were reported.
reproduction: Whether it is reproduced for other libraries.
reproductionCodes: Coded data of a reproduction.
retention: How long parts are kept.
retentionPolicy: What exactly the policy of keeping parts is.
romanization: By which scheme a heading is romanized.
score: How likely it is, from 0 to 1.
seriesEntryUse: Whether a heading is right for series.
seriesNumbered: Whether a series is numbered.
seriesType: What kind of series it is.
shelvingControlNumber: A number by which it is shelved.
shelvingOrder: In which order parts are shelved.
shelvingScheme: By which scheme it is shelved.
shelvingTitle: The title by which it is shelved.
statementLanguage: The language in which holdings are stated.
statementPath: The properties that lead from a description to a statement of it, joined by strokes.
subdivisionForm: A subdivision in the form in which headings have it.
subdivisionType: What kind of subdivision it is.
subjectEntryUse: Whether a heading is right for subjects.
subjectSystem: The system of subjects to which a heading belongs.
temporaryLoanType: How an item is lent for the time being.
temporaryLocation: Where an item is kept for the time being.
temporaryLocationCode: The code of the place where an item is kept for the time being.
typeOfEntity: What kind of entity it is.
undifferentiated: Whether a name stands for more than one person.
unit: Whether it is of the basic unit, a supplement or an index.
unitName: What a unit is called.
unitType: What kind of unit it is.
unitsPerHigherLevel: How many units make one of the next level.
until: The day before which it is counted.
updateInProcess: Whether an authority is being changed.
validUntil: Until when it holds.
verdict: Whether works belong together or apart.
with: The other work.
"""


def _rows(text: str) -> dict[str, str]:
    pairs = (line.partition(": ") for line in text.strip().splitlines())
    return {name: meaning for name, _, meaning in pairs}


CLASSES: Final = _rows(_CLASSES)
"""What each class is, by its local name."""
PROPERTIES: Final = _rows(_PROPERTIES)
"""What each property says, by its local name."""


def ontology() -> list[Node]:
    """The ontology and its terms, as descriptions."""
    head: Node = {
        "@id": ONTOLOGY,
        "@type": ["owl:Ontology"],
        "dcterms:title": [_english("Library services platform")],
        "dcterms:description": [_english("What descriptions of Catalograph say that BIBFRAME has no word for.")],
        "http://purl.org/vocab/vann/preferredNamespacePrefix": ["lsp"],
        "http://purl.org/vocab/vann/preferredNamespaceUri": [PREFIXES["lsp"]],
    }
    return [head, *_terms("rdfs:Class", CLASSES), *_terms("rdf:Property", PROPERTIES)]


def _terms(type_: str, terms: dict[str, str]) -> Iterator[Node]:
    more = ["owl:Class"] if type_ == "rdfs:Class" else []
    for name, meaning in terms.items():
        yield {
            "@id": PREFIXES["lsp"] + name,
            "@type": [type_, *more],
            "rdfs:label": [_english(_label(name))],
            "rdfs:comment": [_english(meaning)],
            "rdfs:isDefinedBy": [{"@id": ONTOLOGY}],
        }


def _english(text: str) -> Node:
    return {"@value": text, "@language": "en"}


def _label(name: str) -> str:
    """A name in words: `piecesPerIssuance`, "pieces per issuance"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name).lower().replace("issn", "ISSN")
