"""The terms a mapping rule may use: BIBFRAME 2.6, BFLC, MADS/RDF, a few of RDF and RDFS, and our own (`lsp:`).

A rule that uses another property or class is refused when the tables are loaded, so a slip of the pen can't reach the
graph. Lists are of local names; `CLASSES` and `PROPERTIES` hold prefixed names.
"""

from __future__ import annotations

from typing import Final

_BF_CLASSES: Final = """
AbbreviatedTitle AccessPolicy AcquisitionSource AdminMetadata Agent Ansi AppliedMaterial Archival Ark
Arrangement AspectRatio Audio AudioIssueNumber Barcode BaseMaterial Binding BookFormat BroadcastStandard
Capture CaptureStorage Carrier Cartographic CartographicDataType CartographicObjectType Cartography Chronology
Classification ClassificationDdc ClassificationLcc ClassificationNal ClassificationNlm ClassificationUdc Coden
Collection CollectionArrangement CollectiveTitle ColorContent Content ContentAccessibility Contribution
CopyrightNumber CopyrightRegistration CoverArt Dataset DescriptionAuthentication DescriptionConventions
DigitalCharacteristic Dissertation DissertationIdentifier Distribution Doi Ean Eidr Electronic Emulsion
EncodedBitrate EncodingFormat Enumeration EnumerationAndChronology Event Extent Family FileSize FileType
Fingerprint FontSize Frequency Generation GenerationProcess GenreForm GeographicCoverage GrooveCharacteristic
Gtin Gtin14Number Hdl Hub Identifier Illustration ImmediateAcquisition Index Instance Integrating
IntendedAudience Isan Isbn Ismn Isni Iso Isrc Issn IssnL Issuance Istc Iswc Item Jurisdiction KeyTitle
Language Layout LcOverseasAcq Lccn Local Manufacture Manuscript MatrixNumber Media Meeting MixedMaterial
Monograph Mount MovingImage Multimedia MusicAudio MusicDistributorNumber MusicEnsemble MusicFormat
MusicInstrument MusicMedium MusicNotation MusicPlate MusicPublisherNumber MusicVoice Nbn NonMusicAudio
NotatedMusic Notation Note Object OclcNumber Organization ParallelTitle Person Place PlaybackChannels
PlaybackCharacteristic PlayingSpeed Polarity PostalRegistration PresentationFormat PrimaryContribution Print
Production ProductionMethod Projection ProjectionCharacteristic ProjectionSpeed ProvisionActivity Publication
PublisherNumber RecordingMedium RecordingMethod ReductionRatio RegionalEncoding Relation Relationship Relief
ReportNumber Resolution Review Role Scale Script Serial Series ShelfMark ShelfMarkDdc ShelfMarkLcc
ShelfMarkNlm Sici SoundCharacteristic SoundContent Source Status StillImage StockNumber Strn StudyNumber
Sublocation Summary Supplement SupplementaryContent SystemRequirement TableOfContents Tactile TactileNotation
TapeConfig Temporal Text Title Topic TrackConfig Unit Upc Urn UsePolicy VariantTitle VideoCharacteristic
VideoFormat VideoRecordingNumber Work
"""

_BFLC_CLASSES: Final = """
AppliesTo CaptureStorage CreatorCharacteristic DemographicGroup EncodingLevel GovernmentPubType MachineModel
MetadataLicensor MovingImageTechnique OperatingSystem PrimaryContribution ProgrammingLanguage Relation
Relationship Relief SerialPubType SeriesAnalysis SeriesClassification SeriesNumbering
SeriesNumberingPeculiarities SeriesProvider SeriesSequentialDesignation SeriesTracing Uncontrolled
"""

_MADSRDF_CLASSES: Final = """
Address Affiliation Area Authority City CitySection ClassNumber Collection ComplexSubject ComplexType
ConferenceName Continent CorporateName Country County DateNameElement DeprecatedAuthority Element
ExtraterrestrialArea FamilyName FamilyNameElement FullNameElement GenreForm GenreFormElement Geographic
GeographicElement GivenNameElement HierarchicalGeographic Island Language LanguageElement MADSCollection
MADSScheme MainTitleElement Medium NameElement NameTitle NonSortElement Occupation Organization PartNameElement
PartNumberElement PersonalName Province RWO Region SimpleType Source State SubTitleElement Temporal
TemporalElement TermsOfAddressNameElement Territory Title TitleElement Topic TopicElement Variant World
"""

_LSP_CLASSES: Final = """
AccumulationNote AddressNote AttributesNote AvailabilityNote CaptionsAndPattern CaseFileNote CharacteristicNote
ClusterIssn CopyNote CopyrightNote CurriculumObjective CustodyNote DataQualityNote DigitalGraphicNote
DisseminationNote EditorNote EnumeratedHoldings ExtensionPlanNote FacetedTopic Function GeospatialReferenceNote
Holdings HoldingsStatement HoursNote IncipitNote Level Link ManifestationStatement MethodologyNote OriginalsNote
OwnershipNote PatentNote PeriodOfCreationNote PhilatelicIssueNote PlanarCoordinatesNote PriceNote Provenance
RecordCode RepresentativeExpressionNote SecurityNote StudyProgramNote Subdivision TaxonomicNote UnspecifiedEntity
VersionNote
"""

_BF_PROPERTIES: Final = """
absorbed absorbedBy accompaniedBy accompanies acquisitionSource acquisitionTerms adminMetadata agent
appliedMaterial ascensionAndDeclination aspectRatio assigner associatedResource awards baseMaterial binding
bookFormat capture carrier cartographicAttributes changeDate classification classificationPortion code
collectionArrangement collectionOrganization colorContent content contentAccessibility continuedBy
continuedInPartBy continues continuesInPart contribution contributionOf coordinates copyrightDate
copyrightRegistration count creationDate credits custodialHistory dataSource date degree derivativeOf
descriptionAuthentication descriptionConventions descriptionLanguage descriptionLevel descriptionModifier
digitalCharacteristic dimensions dissertation distributionStatement duration edition editionStatement
electronicLocator emulsion ensemble ensembleType enumerationAndChronology equinox eventContent eventContentOf
exclusionGRing expressionOf extent fileSize findingAid findingAidOf firstIssue fontSize frequency generation
generationDate generationProcess genreForm geographicCoverage grantingInstitution hasDerivative hasEquivalent
hasExpression hasInstance hasItem hasPart hasReproduction hasSeries hasSubseries heldBy hierarchicalLevel
identifiedBy identifier illustrativeContent immediateAcquisition index indexOf instanceOf instrument
instrumentalType intendedAudience issuance issuedWith itemOf itemPortion language lastIssue layout legalDate
mainTitle manufactureStatement media mergedToForm mergedWith mergerOf metadataLicensor mount musicFormat
musicKey musicMedium musicOpusNumber musicSerialNumber musicThematicNumber natureOfContent notation note
noteType originDate originPlace otherEdition otherPhysicalFormat outerGRing part partName partNumber partOf
partiallyPrecededBy pattern physicalLocation place polarity precededBy preferredCitation productionMethod
productionStatement projection projectionCharacteristic provisionActivity provisionActivityStatement
publicationStatement qualifier reductionRatio references relatedTo relatedWork relation relationship relief
replacedBy replacementOf reproductionOf responsibilityStatement review role scale script separatedBy series
seriesEnumeration seriesOf seriesStatement shelfMark soundCharacteristic soundContent source sourceConsulted
splitInto status subject sublocation subseriesOf subtitle succeededBy summary supplement supplementTo
supplementaryContent systemRequirement tableOfContents temporalCoverage title translation translationOf
usageAndAccessPolicy validDate variantType version videoCharacteristic voice voiceType
"""

_BFLC_PROPERTIES: Final = """
aap applicableInstitution appliesTo catalogerId citation consolidates creatorCharacteristic demographicGroup
encodingLevel governmentPubType hasVariantEntry indexedIn marcKey metadataLicensor movingImageTechnique name
nonSortNum primaryContribution primaryContributorName procInfo profile projectedProvisionDate
publicationStatement readMarc382 relation relationship relief serialPubType seriesTreatment simpleAgent
simpleDate simplePlace target title titleSortKey
"""

_MADSRDF_PROPERTIES: Final = """
activityEndDate activityStartDate associatedLanguage associatedLocale authoritativeLabel birthDate birthPlace
changeNote citationNote citationSource citationStatus city classification code componentList country deathDate
deathPlace definitionNote deletionNote editorialNote elementList elementValue email entityDescriptor
establishDate exampleNote fieldOfActivity fullerName gender hasAffiliation hasAffiliationAddress
hasBroaderAuthority hasCharacteristic hasCloseExternalAuthority hasEarlierEstablishedForm
hasExactExternalAuthority hasLaterEstablishedForm hasNarrowerAuthority hasReciprocalAuthority
hasRelatedAuthority hasSource hasVariant historyNote honoraryTitle identifiesRWO isIdentifiedByAuthority
isMemberOfMADSCollection isMemberOfMADSScheme note occupation organization postcode prominentFamilyMember
scopeNote see state street terminateDate useFor useInstead variantLabel
"""

_RDF_PROPERTIES: Final = """
type value
"""

_RDFS_PROPERTIES: Final = """
comment label seeAlso
"""

_LSP_PROPERTIES: Final = """
acquisitionMethod address alternativeChronology alternativeEnumeration1 alternativeEnumeration2 appliesTo
articleFeeCode assignment bibliographicControlNumber bibliographicIdentifier break calendarChange callNumberPrefix
callNumberSuffix captionEvaluation captionsAndPattern captionSource catalogingSource catalogLanguage chronology1
chronology2 chronology3 chronology4 code codedLocationQualifier collectionCode completeness compositeReport
compressibility condition confidence controlNumber copiesReported copyNumber cost countryCode currentLibraryCode
dateAcquired descriptionRules entered enumeratedHoldings enumeration1 enumeration2 enumeration3 enumeration4
enumeration5 enumeration6 establishment expectedEnd familyType foreignField formerBarcode formerItemNumber
formerLocation formerNumber formLinkNumber frequency geographicSubdivision governmentAgency gregorianYear
hereditaryTitle hides holdingInstitution holdingsFor holdingsForm holdingsLevel holdingsStatement holdingsType
inHoldings institution inventoryNumber issuingDate itemField itemInformation jurisdictionType lending level levelOf
libraryCode lifecycle linkageNumber linkageOf linkNumber linkTo loanType local locallyNamed localStatus location
locationCode locationQualifier mainOrAddedEntryUse marker matchingStatus materialType modifiedRecord notation
notForLoan numberingContinuity numberingScheme patternNote physicalForm pieceDesignation piecesPerIssuance
postalAddress privacy process processNumber processObject provenance provenanceOf publicNote rangeEnd receiptStatus
recordKind recordNumber referenceEvaluation regularity replacementCost reportDate reproduction reproductionCodes
retention retentionPolicy romanization seriesEntryUse seriesNumbered seriesType shelvingControlNumber shelvingOrder
shelvingScheme shelvingTitle statementLanguage statementPath subdivisionForm subdivisionType subjectEntryUse
subjectSystem temporaryLocation temporaryLocationCode typeOfEntity undifferentiated unit unitName
unitsPerHigherLevel unitType updateInProcess validUntil
"""


def _names(**lists: str) -> frozenset[str]:
    return frozenset(f"{prefix}:{name}" for prefix, text in lists.items() for name in text.split())


CLASSES: Final = _names(bf=_BF_CLASSES, bflc=_BFLC_CLASSES, madsrdf=_MADSRDF_CLASSES, lsp=_LSP_CLASSES)
"""Every class a rule may use."""

PROPERTIES: Final = _names(
    bf=_BF_PROPERTIES,
    bflc=_BFLC_PROPERTIES,
    madsrdf=_MADSRDF_PROPERTIES,
    rdf=_RDF_PROPERTIES,
    rdfs=_RDFS_PROPERTIES,
    lsp=_LSP_PROPERTIES,
)
"""Every property a rule may use."""
