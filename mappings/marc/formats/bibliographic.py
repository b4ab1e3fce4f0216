"""The fields of the MARC 21 Format for Bibliographic Data, in the form told in `mappings.marc.formats.model`.

Current fields and subfields follow Update No. 36 (June 2023). Obsolete ones are those that the format's field list
still names; what only Canadian or American practice defined (261, 262, 400-411) is with them. Fields of local use
(09X, 59X, 69X, 9XX) are not part of the format.
"""

from __future__ import annotations

from typing import Final

OF: Final = "2023-06"

ROWS: Final = """
LDR | NR | Leader
001 | NR | Control Number
003 | NR | Control Number Identifier
005 | NR | Date and Time of Latest Transaction
006 | R | Additional Material Characteristics
007 | R | Physical Description
008 | NR | General Information
010 | NR | Library of Congress Control Number
$a | NR | LC control number
$b | R | NUCMC control number
$z | R | Canceled/invalid LC control number
$8
011 | NR obsolete 1993 | Linking Library of Congress control number
$a | R | Linking LC control number
013 | R | Patent Control Information
$a | NR | Number
$b | NR | Country
$c | NR | Type of number
$d | R | Date
$e | R | Status
$f | R | Party to document
$6 $8
015 | R | National Bibliography Number
$a | R | National bibliography number
$q | R | Qualifying information
$z | R | Canceled/invalid national bibliography number
$2 | NR | Source
$6 $8
016 | R | National Bibliographic Agency Control Number
ind1 | National bibliographic agency
  # | Library and Archives Canada
  7 | Source specified in subfield $2
$a | NR | Record control number
$z | R | Canceled/invalid control number
$2 | NR | Source
$8
017 | R | Copyright or Legal Deposit Number
ind2 | Display constant controller
  # | Copyright or legal deposit number
  8 | No display constant generated
$a | R | Copyright or legal deposit number
$b | NR | Assigning agency
$d | NR | Date
$i | NR | Display text
$z | R | Canceled/invalid copyright or legal deposit number
$2 | NR | Source
$6 $8
018 | NR | Copyright Article-Fee Code
$a | NR | Copyright article-fee code
$6 $8
020 | R | International Standard Book Number
$a | NR | International Standard Book Number
$b | obsolete | Binding information
$c | NR | Terms of availability
$q | R | Qualifying information
$z | R | Canceled/invalid ISBN
$6 $8
022 | R | International Standard Serial Number
ind1 | Level of international interest
  # | No level specified
  0 | Continuing resource of international interest
  1 | Continuing resource not of international interest
$a | NR | International Standard Serial Number
$b | obsolete | Form of issue
$c | obsolete | Price
$l | obsolete 2023 | ISSN-L
$m | obsolete 2023 | Canceled ISSN-L
$y | R | Incorrect ISSN
$z | R | Canceled ISSN
$0 | NR | Authority record control number or standard number
$2 | NR | Source
$1 $6 $8
023 | R | Cluster ISSN
ind1 | Type of Cluster ISSN
  0 | ISSN-L
  1 | ISSN-H
$a | NR | Cluster ISSN
$y | R | Incorrect Cluster ISSN
$z | R | Canceled Cluster ISSN
$0 | NR | Authority record control number or standard number
$2 | NR | Source
$1 $6 $8
024 | R | Other Standard Identifier
ind1 | Type of standard number or code
  0 | International Standard Recording Code
  1 | Universal Product Code
  2 | International Standard Music Number
  3 | International Article Number
  4 | Serial Item and Contribution Identifier
  7 | Source specified in subfield $2
  8 | Unspecified type of standard number or code
ind2 | Difference indicator
  # | No information provided
  0 | No difference
  1 | Difference
$a | NR | Standard number or code
$b | obsolete | Additional codes following the standard number
$c | NR | Terms of availability
$d | NR | Additional codes following the standard number or code
$q | R | Qualifying information
$z | R | Canceled/invalid standard number or code
$2 | NR | Source of number or code
$6 $8
025 | R | Overseas Acquisition Number
$a | R | Overseas acquisition number
$8
026 | R | Fingerprint Identifier
$a | NR | First and second groups of characters
$b | NR | Third and fourth groups of characters
$c | NR | Date
$d | R | Number of volume or part
$e | NR | Unparsed fingerprint
$2 | NR | Source
$5 | R | Institution to which field applies
$6 $8
027 | R | Standard Technical Report Number
$a | NR | Standard technical report number
$q | R | Qualifying information
$z | R | Canceled/invalid number
$6 $8
028 | R | Publisher or Distributor Number
ind1 | Type of number
  0 | Issue number
  1 | Matrix number
  2 | Plate number
  3 | Other music publisher number
  4 | Video recording publisher number
  5 | Other publisher number
  6 | Distributor number
ind2 | Note/added entry controller
  0 | No note, no added entry
  1 | Note, added entry
  2 | Note, no added entry
  3 | No note, added entry
$a | NR | Publisher or distributor number
$b | NR | Source
$q | R | Qualifying information
$6 $8
030 | R | CODEN Designation
$a | NR | Publisher or distributor number
$z | R | Canceled/invalid CODEN
$6 $8
031 | R | Musical Incipits Information
$a | NR | Number of work
$b | NR | Number of movement
$c | NR | Number of excerpt
$d | R | Caption or heading
$e | NR | Role
$g | NR | Clef
$m | NR | Voice/instrument
$n | NR | Key signature
$o | NR | Time signature
$p | NR | Musical notation
$q | R | General note
$r | NR | Key or mode
$s | R | Coded validity note
$t | R | Text incipit
$u | R | Uniform Resource Identifier
$y | R | Link text
$z | R | Public note
$2 | NR | System code
$6 $8
032 | R | Postal Registration Number
$a | NR | Postal registration number
$b | NR | Source agency assigning number
$6 $8
033 | R | Date/Time and Place of an Event
ind1 | Type of date in subfield $a
  # | No date information
  0 | Single date
  1 | Multiple single dates
  2 | Range of dates
ind2 | Type of event
  # | No information provided
  0 | Capture
  1 | Broadcast
  2 | Finding
$a | R | Formatted date/time
$b | R | Geographic classification area code
$c | R | Geographic classification subarea code
$p | R | Place of event
$0 | R | Authority record control number
$2 | R | Source of term
$1 $3 $6 $8
034 | R | Coded Cartographic Mathematical Data
ind1 | Type of scale
  0 | Scale indeterminable/No scale recorded
  1 | Single scale
  3 | Range of scales
ind2 | Type of ring
  # | Not applicable
  0 | Outer ring
  1 | Exclusion ring
$a | NR | Category of scale
$b | R | Constant ratio linear horizontal scale
$c | R | Constant ratio linear vertical scale
$d | NR | Coordinates - westernmost longitude
$e | NR | Coordinates - easternmost longitude
$f | NR | Coordinates - northernmost latitude
$g | NR | Coordinates - southernmost latitude
$h | R | Angular scale
$j | NR | Declination - northern limit
$k | NR | Declination - southern limit
$m | NR | Right ascension - eastern limit
$n | NR | Right ascension - western limit
$p | NR | Equinox
$r | NR | Distance from earth
$s | R | G-ring latitude
$t | R | G-ring longitude
$x | NR | Beginning date
$y | NR | Ending date
$z | NR | Name of extraterrestrial body
$2 | NR | Source
$0 $1 $3 $6 $8
035 | R | System Control Number
$a | NR | System control number
$z | R | Canceled/invalid control number
$6 $8
036 | R | Original Study Number for Computer Data Files
$a | NR | Original study number
$b | NR | Source agency assigning number
$6 $8
037 | R | Source of Acquisition
ind1 | Source of acquisition sequence
  # | Not applicable/No information provided/Earliest
  2 | Intervening
  3 | Current/Latest
$a | NR | Stock number
$b | NR | Source of stock number/acquisition
$c | R | Terms of availability
$f | R | Form of issue
$g | R | Additional format characteristics
$n | R | Note
$5 | R | Institution to which field applies
$3 $6 $8
038 | NR | Record Content Licensor
$a | NR | Record content licensor
$6 $8
040 | NR | Cataloging Source
$a | NR | Original cataloging agency
$b | NR | Language of cataloging
$c | NR | Transcribing agency
$d | R | Modifying agency
$e | R | Description conventions
$6 $8
041 | R | Language Code
ind1 | Translation indication
  # | No information provided
  0 | Item not a translation/does not include a translation
  1 | Item is or includes a translation
ind2 | Source of code
  # | MARC language code
  7 | Source specified in subfield $2
$a | R | Language code of text/sound track or separate title
$b | R | Language code of summary or abstract
$c | obsolete 1972 | Languages of separate titles
$d | R | Language code of sung or spoken text
$e | R | Language code of librettos
$f | R | Language code of table of contents
$g | R | Language code of accompanying material other than librettos and transcripts
$h | R | Language code of original
$i | R | Language code of intertitles
$j | R | Language code of subtitles
$k | R | Language code of intermediate translations
$m | R | Language code of original accompanying materials other than librettos
$n | R | Language code of original libretto
$p | R | Language code of captions
$q | R | Language code of accessible audio
$r | R | Language code of accessible visual language (non-textual)
$t | R | Language code of accompanying transcripts for audiovisual materials
$2 | NR | Source of code
$3 $6 $7 $8
042 | NR | Authentication Code
$a | R | Authentication code
043 | R | Geographic Area Code
$a | R | Geographic area code
$b | R | Local GAC code
$c | R | ISO code
$2 | R | Source of local code
$0 $1 $6 $8
044 | NR | Country of Publishing/Producing Entity Code
$a | R | MARC country code
$b | R | Local subentity code
$c | R | ISO country code
$2 | R | Source of local subentity code
$6 $8
045 | NR | Time Period of Content
ind1 | Type of time period in subfield $b or $c
  # | Subfield $b or $c not present
  0 | Single date/time
  1 | Multiple single dates/times
  2 | Range of dates/times
$a | R | Time period code
$b | R | Formatted 9999 B.C. through C.E. time period
$c | R | Formatted pre-9999 B.C. time period
$6 $8
046 | NR | Special Coded Dates
ind1 | Type of entity
  # | No information provided
  1 | Work
  2 | Expression
  3 | Manifestation
$a | NR | Type of date code
$b | NR | Date 1, B.C.E. date
$c | NR | Date 1, C.E. date
$d | NR | Date 2, B.C.E. date
$e | NR | Date 2, C.E. date
$j | NR | Date resource modified
$k | NR | Beginning or single date created
$l | NR | Ending date created
$m | NR | Beginning of date valid
$n | NR | End of date valid
$o | NR | Single or starting date for aggregated content
$p | NR | Ending date for aggregated content
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of date
$3 $6 $8
047 | R | Form of Musical Composition Code
ind2 | Source of code
  # | MARC musical composition code
  7 | Source specified in subfield $2
$a | R | Form of musical composition code
$2 | NR | Source of code
$8
048 | R | Number of Musical Instruments or Voices Codes
ind2 | Source of code
  # | MARC code
  7 | Source specified in subfield $2
$a | R | Performer or ensemble
$b | R | Soloist
$2 | NR | Source of code
$8
050 | R | Library of Congress Call Number
ind1 | Existence in LC collection
  # | No information provided
  0 | Item is in LC
  1 | Item is not in LC
ind2 | Source of call number
  # | No information provided
  0 | No series involved
  4 | Assigned by agency other than LC
  1 | Main series
  2 | Subseries
  3 | Sub-subseries
$a | R | Classification number
$b | NR | Item number
$d | obsolete 1981 | Supplementary class number
$0 $1 $3 $6 $8
051 | R | Library of Congress Copy, Issue, Offprint Statement
$a | NR | Classification number
$b | NR | Item number
$c | NR | Copy information
$8
052 | R | Geographic Classification
ind1 | Code source
  # | Library of Congress Classification
  1 | U.S. Dept. of Defense Classification
  7 | Source specified in subfield $2
$a | NR | Geographic classification area code
$b | R | Geographic classification subarea code
$c | obsolete | Subject
$d | R | Populated place name
$2 | NR | Code source
$0 $1 $6 $8
055 | R | Classification Numbers Assigned in Canada
ind1 | Existence in LAC collection
  # | Information not provided
  0 | Work held by LAC
  1 | Work not held by LAC
ind2 | Type, completeness, source of call/class number
  0-9 | Number
$a | NR | Classification number
$b | NR | Item number
$2 | NR | Source of call/class number
$0 $1 $6 $8
060 | R | National Library of Medicine Call Number
ind1 | Existence in NLM collection
  # | No information provided
  0 | Item is in NLM
  1 | Item is not in NLM
ind2 | Source of call number
  0 | No series involved
  4 | Assigned by agency other than NLM
  1 | Main series
  2 | Subseries
  3 | Sub-subseries
$a | R | Classification number
$b | NR | Item number
$0 $1 $8
061 | R | National Library of Medicine Copy Statement
$a | R | Classification number
$b | NR | Item number
$c | NR | Copy information
$8
066 | R | Character Sets Present
$a | NR | Primary G0 character set
$b | NR | Primary G1 character set
$c | R | Alternate G0 or G1 character set
070 | R | National Agricultural Library Call Number
ind1 | Existence in NAL collection
  # | No information provided
  0 | Item is in NAL
  1 | Item is not in NAL
$a | R | Classification number
$b | NR | Item number
$0 $1 $8
071 | R | National Agricultural Library Copy Statement
$a | R | Classification number
$b | NR | Item number
$c | R | Copy information
$8
072 | R | Subject Category Code
ind2 | Code source
  # | undefined
  0 | NAL subject category code list
  7 | Source specified in subfield $2
$a | NR | Subject category code
$x | R | Subject category code subdivision
$2 | NR | Source
$6 $8
074 | R | GPO Item Number
$a | NR | GPO item number
$z | R | Canceled/invalid GPO item number
$8
080 | R | Universal Decimal Classification Number
ind1 | Type of edition
  # | No information provided
  0 | Full
  1 | Abridged
$a | NR | Universal Decimal Classification number
$b | NR | Item number
$x | R | Common auxiliary subdivision
$2 | NR | Edition identifier
$0 $1 $6 $8
082 | R | Dewey Decimal Classification Number
ind1 | Type of edition
  0 | Full edition
  1 | Abridged edition
  7 | Other edition specified in subfield $2
ind2 | Source of classification number
  0 | Assigned by LC
  4 | Assigned by agency other than LC
$a | R | Classification number
$b | obsolete | DDC number-abridged NST version
$m | NR | Standard or optional designation
$q | NR | Assigning agency
$2 | NR | Edition information
$0 $1 $6 $7 $8
083 | R | Additional Dewey Decimal Classification Number
ind1 | Type of edition
  0 | Full edition
  1 | Abridged edition
  7 | Other edition specified in subfield $2
$a | R | Classification number
$c | R | Classification number--Ending number of span
$m | NR | Standard or optional designation
$q | NR | Assigning agency
$y | R | Table sequence number for internal subarrangement or add table
$z | R | Table identification
$2 | NR | Edition information
$0 $1 $6 $7 $8
084 | R | Other Classification Number
$a | R | Classification number
$b | NR | Item number
$q | NR | Assigning agency
$2 | NR | Number source
$0 $1 $6 $7 $8
085 | R | Synthesized Classification Number Components
$a | R | Number where instructions are found-single number or beginning number of span
$b | R | Base number
$c | R | Classification number-ending number of span
$f | R | Facet designator
$r | R | Root number
$s | R | Digits added from classification number in schedule or external table
$t | R | Digits added from internal subarrangement or add table
$u | R | Number being analyzed
$v | R | Number in internal subarrangement or add table where instructions are found
$w | R | Table identification-Internal subarrangement or add table
$y | R | Table sequence number for internal subarrangement or add table
$z | R | Table identification
$0 $1 $6 $8
086 | R | Government Document Classification Number
ind1 | Number source
  # | Source specified in subfield $2
  0 | United States
  1 | Canada
$a | NR | Classification number
$z | R | Canceled/invalid classification number
$2 | NR | Number source
$0 $1 $6 $8
088 | R | Report Number
$a | NR | Report number
$z | R | Canceled/invalid report number
$6 $8
100 | NR | Main Entry - Personal Name
ind1 | Type of personal name entry element
  0 | Forename
  1 | Surname
  3 | Family name
$a | NR | Personal name
$b | NR | Numeration
$c | R | Titles and words associated with a name
$d | NR | Dates associated with a name
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$j | R | Attribution qualifier
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$q | NR | Fuller form of name
$t | NR | Title of a work
$u | NR | Affiliation
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $6 $7 $8
110 | NR | Main Entry - Corporate Name
ind1 | Type of corporate name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Corporate name or jurisdiction name as entry element
$b | R | Subordinate unit
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$t | NR | Title of a work
$u | NR | Affiliation
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $6 $7 $8
111 | NR | Main Entry - Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Meeting name or jurisdiction name as entry element
$b | obsolete | Number
$c | R | Location of meeting
$d | NR | Date of meeting or treaty signing
$e | R | Subordinate unit
$f | NR | Date of a work
$g | R | Miscellaneous information
$j | R | Relator term
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$q | NR | Name of meeting following jurisdiction name entry element
$t | NR | Title of a work
$u | NR | Affiliation
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $6 $7 $8
130 | NR | Main Entry - Uniform Title
ind1 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Uniform title
$d | R | Date of treaty signing
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$2 | NR | Source of heading or term
$0 $1 $6 $7 $8
210 | R | Abbreviated Title
ind1 | Title added entry
  0 | No added entry
  1 | Added entry
ind2 | Type
  # | Abbreviated key title
  0 | Other abbreviated title
$a | NR | Abbreviated title
$b | NR | Qualifying information
$2 | R | Source
$6 $7 $8
211 | R obsolete | Acronym or shortened title
$a | NR | Acronym or shortened title
$6
212 | R obsolete | Variant access title
$a | NR | Variant access title
$6
214 | R obsolete | Augmented title
$a | NR | Augmented title
$6
222 | R | Key Title
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Key title
$b | NR | Qualifying information
$6 $8
240 | NR | Uniform Title
ind1 | Uniform title printed or displayed
  0 | Not printed or displayed
  1 | Printed or displayed
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Uniform title
$d | R | Date of treaty signing
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$2 | NR | Source of heading or term
$0 $1 $6 $7 $8
241 | NR obsolete | Romanized title
$a | NR | Romanized title
$h | NR | Medium
242 | R | Translation of Title by Cataloging Agency
ind1 | Title added entry
  0 | No added entry
  1 | Added entry
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Title
$b | NR | Remainder of title
$c | NR | Statement of responsibility, etc.
$d | obsolete 1979 | Designation of section
$e | obsolete 1979 | Name of part/section
$h | NR | Medium
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$y | NR | Language code of translated title
$6 $8
243 | NR | Collective Uniform Title
ind1 | Uniform title printed or displayed
  0 | Not printed or displayed
  1 | Printed or displayed
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Uniform title
$d | R | Date of treaty signing
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$6 $8
245 | NR | Title Statement
ind1 | Title added entry
  0 | No added entry
  1 | Added entry
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Title
$b | NR | Remainder of title
$c | NR | Statement of responsibility, etc.
$d | obsolete 1979 | Designation of section/part/series
$e | obsolete 1979 | Name of part/section/series
$f | NR | Inclusive dates
$g | NR | Bulk dates
$h | NR | Medium
$k | R | Form
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$s | NR | Version
$6 $7 $8
246 | R | Varying Form of Title
ind1 | Note/added entry controller
  0 | Note, no added entry
  1 | Note, added entry
  2 | No note, no added entry
  3 | No note, added entry
ind2 | Type of title
  # | No type specified
  0 | Portion of title
  1 | Parallel title
  2 | Distinctive title
  3 | Other title
  4 | Cover title
  5 | Added title page title
  6 | Caption title
  7 | Running title
  8 | Spine title
$a | NR | Title proper/short title
$b | NR | Remainder of title
$c | obsolete 1991 | Remainder of title page transcription
$d | obsolete 1979 | Designation of section/part/series
$e | obsolete 1979 | Name of section/part/series
$f | NR | Date or sequential designation
$g | R | Miscellaneous information
$h | NR | Medium
$i | NR | Display text
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$5 $6 $7 $8
247 | R | Former Title
ind1 | Title added entry
  0 | No added entry
  1 | Added entry
ind2 | Note controller
  0 | Display note
  1 | Do not display note
$a | NR | Title
$b | NR | Remainder of title
$c | obsolete | Remainder of title page transcription
$d | obsolete 1979 | Designation of section/part/series
$e | obsolete 1979 | Name of section/part/series
$f | NR | Date or sequential designation
$g | R | Miscellaneous information
$h | NR | Medium
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$x | NR | International Standard Serial Number
$6 $7 $8
250 | R | Edition Statement
$a | NR | Edition statement
$b | NR | Remainder of edition statement
$3 $6 $7 $8
251 | R | Version Information
$a | R | Version
$2 | NR | Source
$0 $1 $3 $6 $8
254 | NR | Musical Presentation Statement
$a | NR | Musical presentation statement
$6 $8
255 | R | Cartographic Mathematical Data
$a | NR | Statement of scale
$b | NR | Statement of projection
$c | NR | Statement of coordinates
$d | NR | Statement of zone
$e | NR | Statement of equinox
$f | NR | Outer G-ring coordinate pairs
$g | NR | Exclusion G-ring coordinate pairs
$6 $7 $8
256 | NR | Computer File Characteristics
$a | NR | Computer file characteristics
$6 $7 $8
257 | R | Country of Producing Entity
$a | R | Country of producing entity
$2 | NR | Source
$0 $1 $6 $8
258 | R | Philatelic Issue Data
$a | NR | Issuing jurisdiction
$b | NR | Denomination
$6 $8
260 | R | Publication, Distribution, etc. (Imprint)
ind1 | Sequence of publishing statements
  # | Not applicable/No information provided/Earliest available publisher
  2 | Intervening publisher
  3 | Current/latest publisher
$a | R | Place of publication, distribution, etc.
$b | R | Name of publisher, distributor, etc.
$c | R | Date of publication, distribution, etc.
$d | obsolete 1981 | Plate or publisher's number for music (Pre-AACR2)
$e | R | Place of manufacture
$f | R | Manufacturer
$g | R | Date of manufacture
$k | obsolete 1988 | Identification/manufacturer number
$l | obsolete 1988 | Matrix and/or take number
$3 $6 $8
261 | NR obsolete | Imprint statement for films (pre-AACR 1 revised)
$a | R | Producing company
$b | R | Releasing company (primary distributor)
$d | R | Date of production, release, etc.
$e | R | Contractual producer
$f | R | Place of production, release, etc.
$6 $8
262 | NR obsolete | Imprint statement for sound recordings (pre-AACR 2)
$a | NR | Place of production, release, etc.
$b | NR | Publisher or trade name
$c | NR | Date of production, release, etc.
$k | NR | Serial identification
$l | NR | Matrix and/or take number
$6 $8
263 | NR | Projected Publication Date
$a | NR | Projected publication date
$6 $8
264 | R | Production, Publication, Distribution, Manufacture, and Copyright Notice
ind1 | Sequence of statements
  # | Not applicable/No information provided/Earliest
  2 | Intervening
  3 | Current/Latest
ind2 | Function of entity
  0 | Production
  1 | Publication
  2 | Distribution
  3 | Manufacture
  4 | Copyright notice date
$a | R | Place of production, publication, distribution, manufacture
$b | R | Name of producer, publisher, distributor, manufacturer
$c | R | Date of production, publication, distribution, manufacture, or copyright notice
$3 $6 $7 $8
265 | NR obsolete 1983 | Source for acquisition/subscription address
$a | R | Source for acquisition/subscription address
$6
270 | R | Address
ind1 | Level
  # | No level specified
  1 | Primary
  2 | Secondary
ind2 | Type of address
  # | No type specified
  0 | Mailing
  7 | Type specified in subfield $i
$a | R | Address
$b | NR | City
$c | NR | State or province
$d | NR | Country
$e | NR | Postal code
$f | NR | Terms preceding attention name
$g | NR | Attention name
$h | NR | Attention position
$i | NR | Type of address
$j | R | Specialized telephone number
$k | R | Telephone number
$l | R | Fax number
$m | R | Electronic mail address
$n | R | TDD or TTY number
$p | R | Contact person
$q | R | Title of contact person
$r | R | Hours
$z | R | Public note
$4 | R | Relationship
$6 $8
300 | R | Physical Description
$a | R | Extent
$b | NR | Other physical details
$c | R | Dimensions
$d | obsolete 1997 | Accompanying material
$e | NR | Accompanying material
$f | R | Type of unit
$g | R | Size of unit
$m | obsolete 1988 | Identification/manufacturer number [pre-AACR2 records only]
$n | obsolete 1988 | Matrix and/or take number [Sound recordings, pre-AACR2 records only]
$3 $6 $7 $8
301 | R obsolete | Physical description for films (pre-AACR 2)
$a | NR | Extent of item
$b | NR | Sound characteristics
$c | NR | Color characteristics
$d | NR | Dimensions
$e | NR | Accompanying material
$f | NR | Speed
302 | R obsolete | Page or item count
$a | NR | Page count
303 | R obsolete | Unit count
$a | NR | Unit count
304 | R obsolete | Linear footage
$a | NR | Linear footage
305 | R obsolete | Physical description for sound recordings (pre-AACR 2)
$a | NR | Extent
$b | NR | Other physical details
$c | NR | Dimensions
$d | NR | Microgroove or standard
$e | NR | Stereophonic, monaural
$f | NR | Number of tracks
$m | NR | Serial identification
$n | NR | Matrix and/or take number
$6
306 | NR | Playing Time
$a | R | Playing time
$6 $8
307 | R | Hours, etc.
ind1 | Display constant controller
  # | Hours
  8 | No display constant generated
$a | NR | Hours
$b | NR | Additional information
$6 $8
308 | R obsolete | Physical description for films (archival)
$a | NR | Number of reels
$b | NR | Footage
$c | NR | Sound characteristics
$d | NR | Color characteristics
$e | NR | Width
$f | NR | Presentation format
$6
310 | R | Current Publication Frequency
$a | NR | Current publication frequency
$b | NR | Date of current publication frequency
$0 | NR | Authority record control number or standard number
$2 | NR | Source
$1 $6 $8
315 | NR obsolete | Frequency
$a | R | Frequency
$b | R | Dates of frequency
$6
321 | R | Former Publication Frequency
$a | NR | Former publication frequency
$b | NR | Dates of former publication frequency
$0 | NR | Authority record control number or standard number
$2 | NR | Source
$1 $6 $8
334 | R | Mode of Issuance
$a | NR | Mode of issuance term
$b | NR | Mode of issuance code
$2 | NR | Source
$0 $1 $6 $8
335 | R | Extension Plan
$a | NR | Extension plan term
$b | NR | Extension plan code
$2 | NR | Source
$0 $1 $3 $6 $7 $8
336 | R | Content Type
$a | R | Content type term
$b | R | Content type code
$2 | NR | Source
$0 $1 $3 $6 $7 $8
337 | R | Media Type
$a | R | Media type term
$b | R | Media type code
$2 | NR | Source
$0 $1 $3 $6 $8
338 | R | Carrier Type
$a | R | Carrier type term
$b | R | Carrier type code
$2 | NR | Source
$0 $1 $3 $6 $8
340 | R | Physical Medium
$a | R | Material base and configuration
$b | R | Dimensions
$c | R | Materials applied to surface
$d | R | Information recording technique
$e | R | Support
$f | R | Reduction ratio value
$g | R | Color content
$h | R | Location within medium
$i | R | Technical specifications of medium
$j | R | Generation
$k | R | Layout
$l | R | Binding
$m | R | Book format
$n | R | Font size
$o | R | Polarity
$p | R | Illustrative content
$q | R | Reduction ratio designator
$2 | NR | Source
$0 $1 $3 $6 $8
341 | R | Accessibility Content
ind1 | Application
  # | No information provided
  0 | Adaptive features to access primary content
  1 | Adaptive features to access secondary content
$a | NR | Content access mode
$b | R | Textual assistive features
$c | R | Visual assistive features
$d | R | Auditory assistive features
$e | R | Tactile assistive features
$2 | NR | Source
$0 $1 $3 $6 $8
342 | R | Geospatial Reference Data
ind1 | Geospatial reference dimension
  0 | Horizontal coordinate system
  1 | Vertical coordinate system
ind2 | Geospatial reference method
  0 | Geographic
  1 | Map projection
  2 | Grid coordinate system
  3 | Local planar
  4 | Local
  5 | Geodetic model
  6 | Altitude
  7 | Method specified in $2
  8 | Depth
$a | NR | Name
$b | NR | Coordinate units or distance units
$c | NR | Latitude resolution
$d | NR | Longitude resolution
$e | R | Standard parallel or oblique line latitude
$f | R | Oblique line longitude
$g | NR | Longitude of central meridian or projection center
$h | NR | Latitude of projection center or projection origin
$i | NR | False easting
$j | NR | False northing
$k | NR | Scale factor
$l | NR | Height of perspective point above surface
$m | NR | Azimuthal angle
$n | NR | Azimuth measure point longitude or straight vertical longitude from pole
$o | NR | Landsat number and path number
$p | NR | Zone identifier
$q | NR | Ellipsoid name
$r | NR | Semi-major axis
$s | NR | Denominator of flattening ratio
$t | NR | Vertical resolution
$u | NR | Vertical encoding method
$v | NR | Local planar, local, or other projection or grid description
$w | NR | Local planar or local georeference information
$2 | NR | Reference method used
$6 $8
343 | R | Planar Coordinate Data
$a | NR | Planar coordinate encoding method
$b | NR | Planar distance units
$c | NR | Abscissa resolution
$d | NR | Ordinate resolution
$e | NR | Distance resolution
$f | NR | Bearing resolution
$g | NR | Bearing units
$h | NR | Bearing reference direction
$i | NR | Bearing reference meridian
$6 $8
344 | R | Sound Characteristics
$a | R | Type of recording
$b | R | Recording medium
$c | R | Playing speed
$d | R | Groove characteristic
$e | R | Track configuration
$f | R | Tape configuration
$g | R | Configuration of playback channels
$h | R | Special playback characteristics
$i | R | Sound content
$j | R | Original capture and storage technique
$2 | NR | Source
$0 $1 $3 $6 $8
345 | R | Moving Image Characteristics
$a | R | Presentation format
$b | R | Projection speed
$c | R | Aspect ratio value
$d | R | Aspect ratio designator
$2 | NR | Source
$0 $1 $3 $6 $8
346 | R | Video Characteristics
$a | R | Video format
$b | R | Broadcast standard
$2 | NR | Source
$0 $1 $3 $6 $8
347 | R | Digital File Characteristics
$a | R | File type
$b | R | Encoding format
$c | R | File size
$d | R | Resolution
$e | R | Regional encoding
$f | R | Encoded bitrate
$2 | NR | Source
$0 $1 $3 $6 $8
348 | R | Notated Music Characteristics
$a | R | Format of notated music term
$b | R | Format of notated music code
$c | R | Form of musical notation term
$d | R | Form of musical notation code
$2 | NR | Source
$0 $1 $3 $6 $7 $8
350 | NR obsolete | Price
$a | R | Price
$b | R | Form of issue
$6
351 | R | Organization and Arrangement of Materials
$a | R | Organization
$b | R | Arrangement
$c | NR | Hierarchical level
$3 $6 $8
352 | R | Digital Graphic Representation
$a | NR | Direct reference method
$b | R | Object type
$c | R | Object count
$d | NR | Row count
$e | NR | Column count
$f | NR | Vertical count
$g | NR | VPF topology level
$i | NR | Indirect reference description
$q | NR | Format of the digital image
$6 $8
353 | R | Supplementary Content Characteristics
$a | R | Supplementary content term
$b | R | Supplementary content code
$2 | NR | Source
$0 $1 $3 $6 $8
355 | R | Security Classification Control
ind1 | Controlled element
  0 | Document
  1 | Title
  2 | Abstract
  3 | Contents note
  4 | Author
  5 | Record
  8 | None of the above
$a | NR | Security classification
$b | R | Handling instructions
$c | R | External dissemination information
$d | NR | Downgrading or declassification event
$e | NR | Classification system
$f | NR | Country of origin code
$g | NR | Downgrading date
$h | NR | Declassification date
$j | R | Authorization
$6 $8
357 | NR | Originator Dissemination Control
$a | NR | Originator control term
$b | R | Originating agency
$c | R | Authorized recipients of material
$g | R | Other restrictions
$6 $8
359 | R obsolete | Rental price
$a | NR | Rental price
361 | R | Structured Ownership and Custodial History
ind1 | Privacy
  # | No information provided
  0 | Private
  1 | Not private
$a | NR | Name
$f | R | Ownership and custodial history evidence term
$k | NR | Formatted date
$l | NR | Date
$o | R | Type of ownership and custodial history information
$s | NR | Shelf mark of copy described
$u | R | Uniform Resource Identifier
$x | R | Nonpublic note
$y | NR | Identifier of the copy described
$z | R | Public note
$0 $1 $3 $5 $6 $7 $8
362 | R | Dates of Publication and/or Sequential Designation
ind1 | Format of date
  0 | Formatted style
  1 | Unformatted note
$a | NR | Dates of publication and/or sequential designation
$z | NR | Source of information
$6 $8
363 | R | Normalized Date and Sequential Designation
ind1 | Start/End designator
  # | No information provided
  0 | Starting information
  1 | Ending information
ind2 | State of issuance
  # | Not specified
  0 | Closed
  1 | Open
$a | NR | First level of enumeration
$b | NR | Second level of enumeration
$c | NR | Third level of enumeration
$d | NR | Fourth level of enumeration
$e | NR | Fifth level of enumeration
$f | NR | Sixth level of enumeration
$g | NR | Alternative numbering scheme, first level of enumeration
$h | NR | Alternative numbering scheme, second level of enumeration
$i | NR | First level of chronology
$j | NR | Second level of chronology
$k | NR | Third level of chronology
$l | NR | Fourth level of chronology
$m | NR | Alternative numbering scheme, chronology
$u | NR | First level textual designation
$v | NR | First level of chronology, issuance
$x | R | Nonpublic note
$z | R | Public note
$6 $8
365 | R | Trade Price
ind1 | Start/End designator
  # | No information provided
  0 | Starting information
  1 | Ending information
ind2 | State of issuance
  # | Not specified
  0 | Closed
  1 | Open
$a | NR | Price type code
$b | NR | Price amount
$c | NR | Currency code
$d | NR | Unit of pricing
$e | NR | Price note
$f | NR | Price effective from
$g | NR | Price effective until
$h | NR | Tax rate 1
$i | NR | Tax rate 2
$j | NR | ISO country code
$k | NR | MARC country code
$m | NR | Identification of pricing entity
$2 | NR | Source of price type code
$6 $8
366 | R | Trade Availability Information
$a | NR | Publishers' compressed title identification
$b | NR | Detailed date of publication
$c | NR | Availability status code
$d | NR | Expected next availability date
$e | NR | Note
$f | NR | Publisher's discount category
$g | NR | Date made out of print
$j | NR | ISO country code
$k | NR | MARC country code
$m | NR | Identification of agency
$2 | NR | Source of availability status code
$6 $8
370 | R | Associated Place
$c | R | Associated country
$f | R | Other associated place
$g | R | Place of origin of work or expression
$i | R | Relationship information
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
377 | R | Associated Language
ind2 | Source of code
  # | MARC language code
  7 | Source specified in $2
$a | R | Language code
$l | R | Language term
$2 | NR | Source
$0 $1 $3 $6 $7 $8
380 | R | Form of Work
$a | R | Form of work
$0 | R | Record control number
$2 | NR | Source of term
$1 $3 $6 $7 $8
381 | R | Other Distinguishing Characteristics of Work or Expression
$a | R | Other distinguishing characteristic
$u | R | Uniform Resource Identifier
$v | R | Source of information
$0 | R | Record control number
$2 | NR | Source of term
$1 $3 $6 $7 $8
382 | R | Medium of Performance
ind1 | Display constant controller
  # | No information provided
  0 | Medium of performance
  1 | Partial medium of performance
  2 | Medium of performance of musical content of representative expression
  3 | Partial medium of performance of musical content of representative expression
ind2 | Access control
  # | No information provided
  0 | Not intended for access
  1 | Intended for access
$a | R | Medium of performance
$b | R | Soloist
$d | R | Doubling instrument
$e | R | Number of ensembles of the same type
$n | R | Number of performers of the same medium
$p | R | Alternative medium of performance
$r | NR | Total number of individuals performing alongside ensembles
$s | NR | Total number of performers
$t | NR | Total number of ensembles
$v | R | Note
$2 | NR | Source of term
$0 $1 $3 $6 $7 $8
383 | R | Numeric Designation of Musical Work or Expression
ind1 | Type of entity
  # | No information provided
  0 | Work
  1 | Expression
$a | R | Serial number
$b | R | Opus number
$c | R | Thematic index number
$d | NR | Thematic index code
$e | NR | Publisher associated with opus number
$2 | NR | Source
$3 $6 $7 $8
384 | R | Key
ind1 | Key type
  # | Relationship to original unknown
  0 | Original key
  1 | Transposed key
  2 | Key of representative expression
$a | NR | Key
$0 $1 $3 $6 $7 $8
385 | R | Audience Characteristics
$a | R | Audience term
$b | R | Audience code
$m | NR | Demographic group term
$n | NR | Demographic group code
$2 | NR | Source
$0 $1 $3 $6 $7 $8
386 | R | Creator/Contributor Characteristics
$a | R | Creator/contributor term
$b | R | Creator/contributor code
$i | R | Relationship information
$m | NR | Demographic group term
$n | NR | Demographic group code
$2 | NR | Source
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
387 | R | Representative Expression Characteristics
$a | R | Aspect ratio of representative expression
$b | R | Color content of representative expression
$c | R | Content type of representative expression
$d | R | Date of capture of representative expression
$e | R | Date of representative expression
$f | R | Duration of representative expression
$g | R | Intended audience of representative expression
$h | R | Language of representative expression
$i | R | Place of capture of representative expression
$j | R | Projection of cartographic content of representative expression
$k | R | Scale of representative expression
$l | R | Script of representative expression
$m | R | Sound content of representative expression
$2 | NR | Source of term
$0 $1 $3 $6 $7 $8
388 | R | Time Period of Creation
ind1 | Type of time period
  # | No information provided
  1 | Creation of work
  2 | Creation of aggregate work
$a | R | Time period of creation term
$2 | NR | Source
$0 $1 $3 $6 $7 $8
400 | R obsolete | Series Statement/Added Entry-Personal Name
ind1 | Type of personal name entry element
  0 | Forename
  1 | Surname
  3 | Family name
ind2 | Pronoun represents main entry
  0 | Main entry not represented by pronoun
  1 | Main entry represented by pronoun
$a | NR | Personal name
$b | NR | Numeration
$c | R | Titles and other words associated with a name
$d | NR | Dates associated with a name
$e | R | Relator term
$f | NR | Date of a work
$g | NR | Miscellaneous information
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$q | obsolete | Fuller form of name
$t | NR | Title of a work
$u | NR | Affiliation
$v | NR | Volume/sequential designation
$x | NR | International Standard Serial Number
$4 | R | Relator code
$6 $8
410 | R obsolete | Series Statement/Added Entry-Corporate Name
ind1 | Type of corporate name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Pronoun represents main entry
  0 | Main entry not represented by pronoun
  1 | Main entry represented by pronoun
$a | NR | Corporate name or jurisdiction name as entry element
$b | R | Subordinate unit
$c | NR | Location of meeting
$d | R | Date of meeting or treaty signing
$e | R | Relator term
$f | NR | Date of a work
$g | NR | Miscellaneous information
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$t | NR | Title of a work
$u | NR | Affiliation
$v | NR | Volume/sequential designation
$x | NR | International Standard Serial Number
$4 | R | Relator code
$6 $8
411 | R obsolete | Series Statement/Added Entry Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Pronoun represents main entry
  0 | Main entry not represented by pronoun
  9 | Main entry represented by pronoun
$a | NR | Meeting name or jurisdiction name as entry element
$b | obsolete | Number
$c | NR | Location of meeting
$d | NR | Date of meeting
$e | R | Subordinate unit
$f | NR | Date of a work
$g | NR | Miscellaneous information
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$q | NR | Name of meeting following jurisdiction name entry element
$t | NR | Title of a work
$u | NR | Affiliation
$v | NR | Volume/sequential designation
$x | NR | International Standard Serial Number
$4 | R | Relator code
$6 $8
440 | R obsolete 2008 | Series Statement/Added Entry-Title
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Title
$h | obsolete 1997 | General material designation
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$v | NR | Volume/sequential designation
$w | R | Bibliographic record control number
$x | NR | International Standard Serial Number
$0 | R | Authority record control number
$6 $8
490 | R | Series Statement
ind1 | Series tracing policy
  0 | Series not traced
  1 | Series traced
$a | R | Series statement
$l | NR | Library of Congress call number
$v | R | Volume/sequential designation
$x | R | International Standard Serial Number
$y | R | Incorrect ISSN
$z | R | Canceled ISSN
$3 $6 $7 $8
500 | R | General Note
$a | NR | General note
$l | obsolete 1990 | Library of Congress call number
$x | obsolete 1990 | International Standard Serial Number
$z | obsolete 1990 | Source of note information
$3 $5 $6 $7 $8
501 | R | With Note
$a | NR | With note
$5 $6 $7 $8
502 | R | Dissertation Note
$a | NR | Dissertation note
$b | NR | Degree type
$c | NR | Name of granting institution
$d | NR | Year degree granted
$g | R | Miscellaneous information
$o | R | Dissertation identifier
$6 $7 $8
503 | R obsolete 1993 | Bibliographic history note
$a | NR | Bibliographic history note
$6
504 | R | Bibliography, etc. Note
$a | NR | Bibliography, etc. note
$b | NR | Number of references
$6 $8
505 | R | Formatted Contents Note
ind1 | Display constant controller
  0 | Contents
  1 | Incomplete contents
  2 | Partial contents
  8 | No display constant generated
ind2 | Level of content designation
  # | Basic
  0 | Enhanced
$a | NR | Formatted contents note
$g | R | Miscellaneous information
$r | R | Statement of responsibility
$t | R | Title
$u | R | Uniform Resource Identifier
$6 $7 $8
506 | R | Restrictions on Access Note
ind1 | Restriction
  # | No information provided
  0 | No restrictions
  1 | Restrictions apply
$a | NR | Terms governing access
$b | R | Jurisdiction
$c | R | Physical access provisions
$d | R | Authorized users
$e | R | Authorization
$f | R | Standardized terminology for access restriction
$g | R | Availability date
$q | NR | Supplying agency
$u | R | Uniform Resource Identifier
$2 | NR | Source of term
$3 $5 $6 $8
507 | R | Scale Note for Visual Materials
$a | NR | Representative fraction of scale note
$b | NR | Remainder of scale note
$6 $8
508 | R | Creation/Production Credits Note
$a | NR | Creation/production credits note
$6 $7 $8
510 | R | Citation/References Note
ind1 | Coverage/location in source
  0 | Coverage unknown
  1 | Coverage complete
  2 | Coverage is selective
  3 | Location in source not given
  4 | Location in source given
$a | NR | Name of source
$b | NR | Coverage of source
$c | NR | Location within source
$u | R | Uniform Resource Identifier
$x | NR | International Standard Serial Number
$3 $6 $7 $8
511 | R | Participant or Performer Note
ind1 | Display constant controller
  0 | No display constant generated
  1 | Cast
$a | NR | Participant or performer note
$6 $8
512 | R obsolete 1990 | Earlier or later volumes separately cataloged note
$a | NR | Earlier or later volumes separately cataloged note
$6
513 | R | Type of Report and Period Covered Note
$a | NR | Type of report
$b | NR | Period covered
$6 $8
514 | R | Data Quality Note
$a | NR | Attribute accuracy report
$b | R | Attribute accuracy value
$c | R | Attribute accuracy explanation
$d | NR | Logical consistency report
$e | NR | Completeness report
$f | NR | Horizontal position accuracy report
$g | R | Horizontal position accuracy value
$h | R | Horizontal position accuracy explanation
$i | NR | Vertical positional accuracy report
$j | R | Vertical positional accuracy value
$k | R | Vertical positional accuracy explanation
$m | NR | Cloud cover
$u | R | Uniform Resource Identifier
$z | R | Display note
$6 $8
515 | R | Numbering Peculiarities Note
$a | NR | Numbering peculiarities note
$z | obsolete 1990 | Source of note information
$6 $7 $8
516 | R | Type of Computer File or Data Note
ind1 | Display constant controller
  # | Type of file
  8 | No display constant generated
$a | NR | Type of computer file or data note
$6 $8
517 | NR obsolete 1985 | Categories of films note (archival)
$a | NR | Different formats
$b | R | Content descriptors
$c | R | Additional animation techniques
518 | R | Date/Time and Place of an Event Note
$a | NR | Date/time and place of an event note
$d | R | Date of event
$o | R | Other event information
$p | R | Place of event
$0 | R | Record control number
$2 | R | Source of term
$1 $3 $6 $7 $8
520 | R | Summary, etc.
ind1 | Display constant controller
  # | Summary
  0 | Subject
  1 | Review
  2 | Scope and content
  3 | Abstract
  4 | Content advice
  8 | No display constant generated
$a | NR | Summary, etc.
$b | NR | Expansion of summary note
$c | NR | Assigning source
$u | R | Uniform Resource Identifier
$z | obsolete 1990 | Source of note information
$2 | NR | Source
$3 $6 $7 $8
521 | R | Target Audience Note
ind1 | Display constant controller
  # | Audience
  0 | Reading grade level
  1 | Interest age level
  2 | Interest grade level
  3 | Special audience characteristics
  4 | Motivation/interest level
  8 | No display constant generated
$a | R | Target audience note
$b | NR | Source
$3 $6 $8
522 | R | Geographic Coverage Note
ind1 | Display constant controller
  # | Geographic coverage
  8 | No display constant generated
$a | NR | Geographic coverage note
$6 $8
523 | NR obsolete | Time period of content note
$a | NR | Time period of content note
$b | NR | Dates of data collection note
$6
524 | R | Preferred Citation of Described Materials Note
ind1 | Display constant controller
  # | Cite as
  8 | No display constant generated
$a | NR | Preferred citation of described materials note
$2 | NR | Source of schema used
$3 $6 $8
525 | R | Supplement Note
$a | NR | Supplement note
$z | obsolete 1990 | Source of note information
$6 $8
526 | R | Study Program Information Note
ind1 | Display constant controller
  0 | Reading program
  8 | No display constant generated
$a | NR | Program name
$b | NR | Interest level
$c | NR | Reading level
$d | NR | Title point value
$i | NR | Display text
$x | R | Nonpublic note
$z | R | Public note
$5 $6 $8
527 | R obsolete | Censorship note
$a | NR | Censorship note
$6
530 | R | Additional Physical Form available Note
$a | NR | Additional physical form available note
$b | NR | Availability source
$c | NR | Availability conditions
$d | NR | Order number
$u | R | Uniform Resource Identifier
$z | obsolete 1990 | Source of note information
$3 $6 $8
532 | R | Accessibility Note
ind1 | Display constant controller
  0 | Accessibility technical details
  1 | Accessibility features
  2 | Accessibility deficiencies
  8 | No display constant generated
$a | NR | Summary of accessibility
$z | obsolete 1990 | Source of note information
$3 $6 $8
533 | R | Reproduction Note
$a | NR | Type of reproduction
$b | R | Place of reproduction
$c | R | Agency responsible for reproduction
$d | NR | Date of reproduction
$e | NR | Physical description of reproduction
$f | R | Series statement of reproduction
$m | R | Dates and/or sequential designation of issues reproduced
$n | R | Note about reproduction
$y | R | Data provenance
$7 | NR | Fixed-length data elements of reproduction
$3 $5 $6 $8
534 | R | Original Version Note
$a | NR | Main entry of original
$b | NR | Edition statement of original
$c | NR | Publication, distribution, etc. of original
$e | NR | Physical description, etc. of original
$f | R | Series statement of original
$k | R | Key title of original
$l | NR | Location of original
$m | NR | Material specific details
$n | R | Note about original
$o | R | Other resource identifier
$p | NR | Introductory phrase
$t | NR | Title statement of original
$x | R | International Standard Serial Number
$z | R | International Standard Book Number
$3 $6 $8
535 | R | Location of Originals/Duplicates Note
ind1 | Custodial role
  1 | Holder of originals
  2 | Holder of duplicates
$a | NR | Custodian
$b | R | Postal address
$c | R | Country
$d | R | Telecommunications address
$g | NR | Repository location code
$3 $6 $8
536 | R | Funding Information Note
$a | NR | Text of note
$b | R | Contract number
$c | R | Grant number
$d | R | Undifferentiated number
$e | R | Program element number
$f | R | Project number
$g | R | Task number
$h | R | Work unit number
$6 $8
537 | NR obsolete | Source of data note
$a | NR | Source of data note
$6
538 | R | System Details Note
$a | NR | System details note
$i | NR | Display text
$u | R | Uniform Resource Identifier
$5 | R | Institution to which field applies
$3 $6 $8
540 | R | Terms Governing Use and Reproduction Note
$a | NR | Terms governing use and reproduction
$b | NR | Jurisdiction
$c | NR | Authorization
$d | NR | Authorized users
$f | R | Use and reproduction rights
$g | R | Availability date
$q | NR | Supplying agency
$u | R | Uniform Resource Identifier
$2 | NR | Source of term
$3 $5 $6 $8
541 | R | Immediate Source of Acquisition Note
ind1 | Privacy
  # | No information provided
  0 | Private
  1 | Not private
$a | NR | Source of acquisition
$b | NR | Address
$c | NR | Method of acquisition
$d | NR | Date of acquisition
$e | NR | Accession number
$f | NR | Owner
$h | NR | Purchase price
$n | R | Extent
$o | R | Type of unit
$3 $5 $6 $8
542 | R | Information Relating to Copyright Status
ind1 | Privacy
  # | No information provided
  0 | Private
  1 | Not private
$a | NR | Personal creator
$b | NR | Personal creator death date
$c | NR | Corporate creator
$d | R | Copyright holder
$e | R | Copyright holder contact information
$f | R | Copyright statement
$g | NR | Copyright date
$h | R | Copyright renewal date
$i | NR | Publication date
$j | NR | Creation date
$k | R | Publisher
$l | NR | Copyright status
$m | NR | Publication status
$n | R | Note
$o | NR | Research date
$p | R | Country of publication or creation
$q | NR | Supplying agency
$r | NR | Jurisdiction of copyright assessment
$s | NR | Source of information
$u | R | Uniform Resource Identifier
$3 $6 $8
543 | R obsolete | Solicitation information note
$a | NR | Solicitation information note
$6
544 | R | Location of Other Archival Materials Note
ind1 | Relationship
  # | No information provided
  0 | Associated materials
  1 | Related materials
$a | R | Custodian
$b | R | Address
$c | R | Country
$d | R | Title
$e | R | Provenance
$n | R | Note
$3 $6 $8
545 | R | Biographical or Historical Data
ind1 | Type of data
  # | No information provided
  0 | Biographical sketch
  1 | Administrative history
$a | NR | Biographical or historical data
$b | NR | Expansion
$u | R | Uniform Resource Identifier
$6 $8
546 | R | Language Note
$a | NR | Language note
$b | R | Information code or alphabet
$z | obsolete 1990 | Source of note information
$3 $6 $7 $8
547 | R | Former Title Complexity Note
$a | NR | Former title complexity note
$z | obsolete 1990 | Source of note information
$6 $8
550 | R | Issuing Body Note
$a | NR | Issuing body note
$z | obsolete 1990 | Source of note information
$6 $7 $8
552 | R | Entity and Attribute Information Note
$a | NR | Entity type label
$b | NR | Entity type definition and source
$c | NR | Attribute label
$d | NR | Attribute definition and source
$e | R | Enumerated domain value
$f | R | Enumerated domain value definition and source
$g | NR | Range domain minimum and maximum
$h | NR | Codeset name and source
$i | NR | Unrepresentable domain
$j | NR | Attribute units of measurement and resolution
$k | NR | Beginning and ending date of attribute values
$l | NR | Attribute value accuracy
$m | NR | Attribute value accuracy explanation
$n | NR | Attribute measurement frequency
$o | R | Entity and attribute overview
$p | R | Entity and attribute detail citation
$u | R | Uniform Resource Identifier
$z | R | Display note
$6 $8
555 | R | Cumulative Index/Finding Aids Note
ind1 | Display constant controller
  # | Indexes
  0 | Finding aids
  8 | No display constant generated
$a | NR | Cumulative index/finding aids note
$b | R | Availability source
$c | NR | Degree of control
$d | NR | Bibliographic reference
$u | R | Uniform Resource Identifier
$3 $6 $7 $8
556 | R | Information About Documentation Note
ind1 | Display constant controller
  # | Documentation
  8 | No display constant generated
$a | NR | Information about documentation note
$z | R | International Standard Book Number
$6 $8
561 | R | Ownership and Custodial History
ind1 | Privacy
  # | No information provided
  0 | Private
  1 | Not private
$a | NR | History
$b | obsolete 1997 | Time of collation
$u | R | Uniform Resource Identifier
$3 $5 $6 $8
562 | R | Copy and Version Identification Note
$a | R | Identifying markings
$b | R | Copy identification
$c | R | Version identification
$d | R | Presentation format
$e | R | Number of copies
$3 $5 $6 $8
563 | R | Binding Information
$a | NR | Binding note
$u | R | Uniform Resource Identifier
$3 $5 $6 $8
565 | R | Case File Characteristics Note
ind1 | Display constant controller
  # | File size
  0 | Case file characteristics
  8 | No display constant generated
$a | NR | Number of cases/variables
$b | R | Name of variable
$c | R | Unit of analysis
$d | R | Universe of data
$e | R | Filing scheme or code
$3 $6 $8
567 | R | Methodology Note
ind1 | Display constant controller
  # | Methodology
  8 | No display constant generated
$a | NR | Methodology note
$b | R | Controlled term
$2 | NR | Source of term
$0 $1 $6 $8
570 | R obsolete | Editor note
$a | NR | Editor note
$z | NR | Source of note information
$6
580 | R | Linking Entry Complexity Note
$a | NR | Linking entry complexity note
$z | obsolete 1990 | Source of note information
$5 $6 $8
581 | R | Publications About Described Materials Note
ind1 | Display constant controller
  # | Publications
  8 | No display constant generated
$a | NR | Publications about described materials note
$z | R | International Standard Book Number
$3 $6 $8
582 | R obsolete | Related computer files note
$a | NR | Related computer files note
$6
583 | R | Action Note
ind1 | Privacy
  # | No information provided
  0 | Private
  1 | Not private
$a | NR | Action
$b | R | Action identification
$c | R | Time/date of action
$d | R | Action interval
$e | R | Contingency for action
$f | R | Authorization
$h | R | Jurisdiction
$i | R | Method of action
$j | R | Site of action
$k | R | Action agent
$l | R | Status
$n | R | Extent
$o | R | Type of unit
$u | R | Uniform Resource Identifier
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of term
$3 $5 $6 $7 $8
584 | R | Accumulation and Frequency of Use Note
$a | R | Accumulation
$b | R | Frequency of use
$3 $5 $6 $8
585 | R | Exhibitions Note
$a | NR | Exhibitions note
$3 $5 $6 $8
586 | R | Awards Note
ind1 | Display constant controller
  # | Awards
  8 | No display constant generated
$a | NR | Awards note
$3 $6 $8
588 | R | Source of Description Note
ind1 | Display constant controller
  # | No information provided
  0 | Source of description
  1 | Latest issue consulted
$a | NR | Source of description note
$5 $6 $8
600 | R | Subject Added Entry - Personal Name
ind1 | Type of personal name entry element
  0 | Forename
  1 | Surname
  3 | Family name
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Personal name
$b | NR | Numeration
$c | R | Titles and other words associated with a name
$d | NR | Dates associated with a name
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$j | R | Attribution qualifier
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$q | NR | Fuller form of name
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
610 | R | Subject Added Entry - Corporate Name
ind1 | Type of corporate name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Corporate name or jurisdiction name as entry element
$b | R | Subordinate unit
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section/meeting
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
611 | R | Subject Added Entry - Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Meeting name or jurisdiction name as entry element
$b | obsolete | Number
$c | R | Location of meeting
$d | NR | Date of meeting or treaty signing
$e | R | Subordinate unit
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$j | R | Relator term
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$q | NR | Name of meeting following jurisdiction name entry element
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
630 | R | Subject Added Entry - Uniform Title
ind1 | Nonfiling characters
  0-9 | Number of nonfiling characters
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Uniform title
$d | R | Date of treaty signing
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
647 | R | Subject Added Entry - Named Event
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Named event
$c | R | Location of named event
$d | NR | Date of named event
$e | R | Relator term
$g | R | Miscellaneous information
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $8
648 | R | Subject Added Entry - Chronological Term
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Chronological term
$e | R | Relator term
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
650 | R | Subject Added Entry - Topical Term
ind1 | Level of subject
  # | No information provided
  0 | No level specified
  1 | Primary
  2 | Secondary
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Topical term or geographic name entry element
$b | obsolete 1981 | Topical term following geographic name as entry element
$c | NR | Location of event
$d | NR | Active dates
$e | R | Relator term
$g | R | Miscellaneous information
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
651 | R | Subject Added Entry - Geographic Name
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Geographic name
$b | obsolete 1981 | Geographic name following place entry element
$e | R | Relator term
$g | R | Miscellaneous information
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
652 | R obsolete | Subject added entry - reversed geographic
$a | NR | Geographic name of place element
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
653 | R | Index Term - Uncontrolled
ind1 | Level of index term
  # | No information provided
  0 | No level specified
  1 | Primary
  2 | Secondary
ind2 | Type of term or name
  # | No information provided
  0 | Topical term
  1 | Personal name
  2 | Corporate name
  3 | Meeting name
  4 | Chronological term
  5 | Geographic name
  6 | Genre/form term
$a | R | Uncontrolled term
$0 $1 $5 $6 $7 $8
654 | R | Subject Added Entry - Faceted Topical Terms
ind1 | Level of subject
  # | No information provided
  0 | No level specified
  1 | Primary
  2 | Secondary
$a | R | Focus term
$b | R | Non-focus term
$c | R | Facet/hierarchy designation
$e | R | Relator term
$v | R | Form subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $8
655 | R | Index Term - Genre/Form
ind1 | Type of heading
  # | Basic
  0 | Faceted
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | LC subject headings for children's literature
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Genre/form data or focus term
$b | R | Non-focus term
$c | R | Facet/hierarchy designation
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$0 | R | Authority record control number
$2 | NR | Source of term
$1 $3 $5 $6 $7 $8
656 | R | Index Term - Occupation
ind2 | Source of term
  7 | Source specified in subfield $2
$a | NR | Occupation
$k | NR | Form
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$0 | R | Authority record control number
$2 | NR | Source of term
$1 $3 $6 $8
657 | R | Index Term - Function
ind2 | Source of term
  7 | Source specified in subfield $2
$a | NR | Function
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$0 | R | Authority record control number
$2 | NR | Source of term
$1 $3 $6 $8
658 | R | Index Term - Curriculum Objective
$a | NR | Main curriculum objective
$b | R | Subordinate curriculum objective
$c | NR | Curriculum code
$d | NR | Correlation factor
$2 | NR | Source of term or code
$0 $1 $6 $8
662 | R | Subject Added Entry - Hierarchical Place Name
$a | R | Country or larger entity
$b | NR | First-order political jurisdiction
$c | R | Intermediate political jurisdiction
$d | NR | City
$e | R | Relator term
$f | R | City subsection
$g | R | Other nonjurisdictional geographic region and feature
$h | R | Extraterrestrial area
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $6 $8
688 | R | Subject Added Entry - Type of Entity Unspecified
ind2 | Source of name, title, or term
  # | No information provided
  7 | Source specified in subfield $2
$a | NR | Name, title, or term
$e | R | Relator term
$g | R | Miscellaneous information
$2 | NR | Source of name, title, or term
$4 | R | Relationship
$0 $1 $3 $6 $8
700 | R | Added Entry - Personal Name
ind1 | Type of personal name entry element
  0 | Forename
  1 | Surname
  3 | Family name
ind2 | Type of added entry
  # | No information provided
  2 | Analytical entry
$a | NR | Personal name
$b | NR | Numeration
$c | R | Titles and other words associated with a name
$d | NR | Dates associated with a name
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$i | R | Relationship information
$j | R | Attribution qualifier
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$q | NR | Fuller form of name
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$x | NR | International Standard Serial Number
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $5 $6 $7 $8
705 | R obsolete | Added entry - personal name (performer)
$a | NR | Personal name
$b | NR | Numeration
$c | R | Titles and other words associated with a name
$d | NR | Dates associated with a name
$e | R | Relator term
$f | NR | Date of a work
$g | NR | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | NR | Version
$t | NR | Title of a work
710 | R | Added Entry - Corporate Name
ind1 | Type of corporate name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Type of added entry
  # | No information provided
  2 | Analytical entry
$a | NR | Corporate name or jurisdiction name as entry element
$b | R | Subordinate unit
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$i | R | Relationship information
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section/meeting
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$x | NR | International Standard Serial Number
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $5 $6 $7 $8
711 | R | Added Entry - Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Type of added entry
  # | No information provided
  2 | Analytical entry
$a | NR | Meeting name or jurisdiction name as entry element
$b | obsolete | Number
$c | R | Location of meeting
$d | NR | Date of meeting or treaty signing
$e | R | Subordinate unit
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$i | R | Relationship information
$j | R | Relator term
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$q | NR | Name of meeting following jurisdiction name entry element
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$x | NR | International Standard Serial Number
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $5 $6 $7 $8
715 | R obsolete | Added entry - corporate name (performing group)
$a | NR | Corporate name or jurisdiction name
$b | R | Subordinate unit
$e | R | Relator term
$f | NR | Date of a work
$g | NR | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section/meeting
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | NR | Version
$t | NR | Title of a work
$u | NR | Nonprinting information
720 | R | Added Entry - Uncontrolled Name
ind1 | Type of name
  # | Not specified
  1 | Personal
  2 | Other
$a | NR | Name
$e | R | Relator term
$4 | R | Relationship
$0 $1 $5 $6 $7 $8
730 | R | Added Entry - Uniform Title
ind1 | Nonfiling characters
  0-9 | Number of nonfiling characters
ind2 | Type of added entry
  # | No information provided
  2 | Analytical entry
$a | NR | Uniform title
$d | R | Date of treaty signing
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$i | R | Relationship information
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$x | NR | International Standard Serial Number
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $5 $6 $8
740 | R | Added Entry - Uncontrolled Related/Analytical Title
ind1 | Nonfiling characters
  0 | No nonfiling characters
  1 | Number of nonfiling characters
  2 | Number of nonfiling characters
  3 | Number of nonfiling characters
  4 | Number of nonfiling characters
  5 | Number of nonfiling characters
  6 | Number of nonfiling characters
  7 | Number of nonfiling characters
  8 | Number of nonfiling characters
  9 | Number of nonfiling characters
ind2 | Type of added entry
  # | No information provided
  2 | Analytical entry
$a | NR | Uncontrolled related/analytical title
$h | NR | Medium
$n | R | Number of part/section of a work
$p | R | Name of part/section of a work
$5 $6 $8
751 | R | Added Entry - Geographic Name
$a | NR | Geographic name
$e | R | Relator term
$g | R | Miscellaneous information
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $6 $7 $8
752 | R | Added Entry - Hierarchical Place Name
$a | R | Country or larger entity
$b | NR | First-order political jurisdiction
$c | R | Intermediate political jurisdiction
$d | NR | City
$e | R | Relator term
$f | R | City subsection
$g | R | Other nonjurisdictional geographic region and feature
$h | R | Extraterrestrial area
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $6 $8
753 | R | System Details Access to Computer Files
$a | NR | Make and model of machine
$b | NR | Programming language
$c | NR | Operating system
$2 | NR | Source of term
$0 $1 $6 $8
754 | R | Added Entry - Taxonomic Identification
$a | R | Taxonomic name
$c | R | Taxonomic category
$d | R | Common or alternative name
$x | R | Non-public note
$z | R | Public note
$0 | R | Authority record control number
$2 | NR | Source of taxonomic identification
$1 $6 $8
755 | R obsolete | Added entry - physical characteristics
$a | NR | Access term
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of term
$3 $6 $8
758 | R | Resource Identifier
$a | NR | Label
$i | R | Relationship information
$2 | NR | Source of heading or term
$4 | R | Relationship
$0 $1 $3 $5 $6 $8
760 | R | Main Series Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Main series
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$s | NR | Uniform title
$t | NR | Title
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
762 | R | Subseries Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Has subseries
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$s | NR | Uniform title
$t | NR | Title
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
765 | R | Original Language Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Translation of
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
767 | R | Translation Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Translated as
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
770 | R | Supplement/Special Issue Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Has supplement
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
772 | R | Supplement Parent Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Supplement to
  0 | Parent
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
773 | R | Host Item Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | In
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$p | NR | Abbreviated title
$q | NR | Enumeration and first page
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$3 $5 $6 $8
774 | R | Constituent Unit Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Constituent unit
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$5 $6 $8
775 | R | Other Edition Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Other edition available
  8 | No display constant generated
  0 | Entry not the same
  1 | Entry is the same as title
  2 | Entry is the same as main entry and title
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$e | NR | Language code
$f | NR | Country code
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
776 | R | Additional Physical Form Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Available in another form
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
777 | R | Issued With Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Issued with
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
780 | R | Preceding Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Type of relationship
  0 | Continues
  1 | Continues in part
  2 | Supersedes
  3 | Supersedes in part
  4 | Formed by the union of ... and ...
  5 | Absorbed
  6 | Absorbed in part
  7 | Separated from
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
785 | R | Succeeding Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Type of relationship
  0 | Continued by
  1 | Continued in part by
  2 | Superseded by
  3 | Superseded in part by
  4 | Absorbed by
  5 | Absorbed in part by
  6 | Split into ... and ...
  7 | Merged with ... to form ...
  8 | Changed back to
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$q | obsolete | Parallel title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
786 | R | Data Source Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Data source
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$j | NR | Period of content
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$p | NR | Abbreviated title
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$v | NR | Source Contribution
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$6 $8
787 | R | Other Relationship Entry
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Related item
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$c | NR | Qualifying information
$d | NR | Place, publisher, and date of publication
$g | R | Related parts
$h | NR | Physical description
$i | R | Relationship information
$k | R | Series data for related item
$l | R | Data provenance
$m | NR | Material-specific details
$n | R | Note
$o | R | Other item identifier
$r | R | Report number
$s | NR | Uniform title
$t | NR | Title
$u | NR | Standard Technical Report Number
$w | R | Record control number
$x | NR | International Standard Serial Number
$y | NR | CODEN designation
$z | R | International Standard Book Number
$4 | R | Relationship
$7 | NR | Control subfield
$5 $6 $8
788 | R | Parallel Description in Another Language of Cataloging
ind1 | Note controller
  0 | Display note
  1 | Do not display note
ind2 | Display constant controller
  # | Parallel description in another language of cataloging
  8 | No display constant generated
$a | NR | Main entry heading
$b | NR | Edition
$d | NR | Place, publisher, and date of publication
$e | NR | Language of cataloging
$i | R | Relationship information
$l | R | Data provenance
$n | R | Note
$s | NR | Uniform title
$t | NR | Title
$w | R | Record control number
$x | NR | International Standard Serial Number
$4 | R | Relationship
$5 $6 $8
800 | R | Series Added Entry - Personal Name
ind1 | Type of personal name entry element
  0 | Forename
  1 | Surname
  3 | Family name
$a | NR | Personal name
$b | NR | Numeration
$c | R | Titles and other words associated with a name
$d | NR | Dates associated with a name
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$j | R | Attribution qualifier
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$q | NR | Fuller form of name
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$v | NR | Volume/sequential designation
$w | R | Bibliographic record control number
$x | NR | International Standard Serial Number
$y | R | Data provenance
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$7 | NR | Control subfield
$0 $1 $3 $6 $8
810 | R | Series Added Entry - Corporate Name
ind1 | Type of corporate name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Corporate name or jurisdiction name as entry element
$b | R | Subordinate unit
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
$e | R | Relator term
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section/meeting
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$v | NR | Volume/sequential designation
$w | R | Bibliographic record control number
$x | NR | International Standard Serial Number
$y | R | Data provenance
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$7 | NR | Control subfield
$0 $1 $3 $6 $8
811 | R | Series Added Entry - Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Meeting name or jurisdiction name as entry element
$c | R | Location of meeting
$d | NR | Date of meeting or treaty signing
$e | R | Subordinate unit
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$j | R | Relator term
$k | R | Form subheading
$l | NR | Language of a work
$n | R | Number of part/section/meeting
$p | R | Name of part/section of a work
$q | NR | Name of meeting following jurisdiction name entry element
$s | R | Version
$t | NR | Title of a work
$u | NR | Affiliation
$v | NR | Volume/sequential designation
$w | R | Bibliographic record control number
$x | NR | International Standard Serial Number
$y | R | Data provenance
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$7 | NR | Control subfield
$0 $1 $3 $6 $8
830 | R | Series Added Entry - Uniform Title
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Uniform title
$d | R | Date of treaty signing
$f | NR | Date of a work
$g | R | Miscellaneous information
$h | NR | Medium
$k | R | Form subheading
$l | NR | Language of a work
$m | R | Medium of performance for music
$n | R | Number of part/section of a work
$o | NR | Arranged statement for music
$p | R | Name of part/section of a work
$r | NR | Key for music
$s | R | Version
$t | NR | Title of a work
$v | NR | Volume/sequential designation
$w | R | Bibliographic record control number
$x | NR | International Standard Serial Number
$y | R | Data provenance
$2 | NR | Source of heading or term
$5 | R | Institution to which field applies
$7 | NR | Control subfield
$0 $1 $3 $6 $8
840 | R obsolete | Series added entry - title
$a | NR | Title
$h | NR | Medium
$v | NR | Volume/sequential designation
841 | NR | Holdings Coded Data Values | holdings
842 | NR | Textual Physical Form Designator | holdings
843 | R | Reproduction Note | holdings
844 | NR | Name of Unit | holdings
845 | R | Terms Governing Use and Reproduction Note | holdings
850 | R | Holding Institution
$a | R | Holding institution
$b | obsolete 1990 | Holdings
$d | obsolete 1990 | Inclusive dates
$e | obsolete 1990 | Retention statement
$8
851 | R obsolete | Location
$a | NR | Name (custodian or owner)
$b | NR | Institutional division
$c | NR | Street address
$d | NR | Country
$e | NR | Location of units
$f | NR | Item number
$g | NR | Repository location code
$3 $6
852 | R | Location
ind1 | Shelving scheme
  # | No information provided
  0 | Library of Congress classification
  1 | Dewey Decimal classification
  2 | National Library of Medicine classification
  3 | Superintendent of Documents classification
  4 | Shelving control number
  5 | Title
  6 | Shelved separately
  7 | Source specified in subfield $2
  8 | Other scheme
ind2 | Shelving order
  # | No information provided
  0 | Not enumeration
  1 | Primary enumeration
  2 | Alternative enumeration
$a | NR | Location
$b | R | Sublocation or collection
$c | R | Shelving location
$d | R | Former shelving location
$e | R | Address
$f | R | Coded location qualifier
$g | R | Non-coded location qualifier
$h | NR | Classification part
$i | R | Item part
$j | NR | Shelving control number
$k | R | Call number prefix
$l | NR | Shelving form of title
$m | R | Call number suffix
$n | NR | Country code
$p | NR | Piece designation
$q | NR | Piece physical condition
$s | R | Copyright article-fee code
$t | NR | Copy number
$u | R | Uniform Resource Identifier
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of classification or shelving scheme
$3 $6 $8
853 | R | Captions and Pattern - Basic Bibliographic Unit | holdings
854 | R | Captions and Pattern - Supplementary Material | holdings
855 | R | Captions and Pattern - Indexes | holdings
856 | R | Electronic Location and Access
ind1 | Access method
  # | No information provided
  0 | Email
  1 | FTP
  2 | Remote login (Telnet)
  3 | Dial-up
  4 | HTTP
  7 | Method specified in subfield $2
ind2 | Relationship
  # | No information provided
  0 | Resource
  1 | Version of resource
  2 | Related resource
  3 | Component part(s) of resource
  4 | Version of component part(s) of resource
  8 | No display constant generated
$a | R | Host name
$b | obsolete 2020 | Access number
$c | R | Compression information
$d | R | Path
$e | R | Data provenance
$f | R | Electronic name
$g | R | Persistent identifier
$h | R | Non-functioning Uniform Resource Identifier
$i | obsolete 2020 | Instruction
$j | obsolete 2020 | Bits per second
$k | obsolete 2020 | Password
$l | R | Standardized information governing access
$m | R | Contact for access assistance
$n | R | Terms governing access
$o | NR | Operating system
$p | NR | Port
$q | R | Electronic format type
$r | R | Standardized information governing use and reproduction
$s | R | File size
$t | R | Terms governing use and reproduction
$u | R | Uniform Resource Identifier
$v | R | Hours access method available
$w | R | Record control number
$x | R | Nonpublic note
$y | R | Link text
$z | R | Public note
$2 | NR | Access method
$7 | NR | Access status
$3 $6 $8
857 | R | Electronic Archive Location and Access
ind1 | Access method
  # | No information provided
  1 | FTP
  4 | HTTP
  7 | Method specified in subfield $2
ind2 | Relationship
  # | No information provided
  0 | Resource
  1 | Version of resource
  2 | Related resource
  3 | Component part(s) of resource
  4 | Version of component part(s) of resource
  8 | No display constant generated
$b | NR | Name of archiving agency
$c | NR | Name of Web archive or digital archive repository
$d | NR | Date range of archived material
$e | R | Data provenance
$f | NR | Archive completeness
$g | R | Persistent identifier
$h | R | Non-functioning Uniform Resource Identifier
$l | R | Standardized information governing access
$m | R | Contact for access assistance
$n | R | Terms governing access
$q | R | Electronic format type
$r | R | Standardized information governing use and reproduction
$s | R | File size
$t | R | Terms governing use and reproduction
$u | R | Uniform Resource Identifier
$x | R | Nonpublic note
$y | R | Link text
$z | R | Public note
$2 | NR | Access method
$7 | NR | Access status
$3 $5 $6 $8
863 | R | Enumeration and Chronology - Basic Bibliographic Unit | holdings
864 | R | Enumeration and Chronology - Supplementary Material | holdings
865 | R | Enumeration and Chronology - Indexes | holdings
866 | R | Textual Holdings - Basic Bibliographic Unit | holdings
867 | R | Textual Holdings - Supplementary Material | holdings
868 | R | Textual Holdings - Indexes | holdings
870 | R obsolete | Variant personal name
871 | R obsolete | Variant corporate name
872 | R obsolete | Variant conference or meeting name
873 | R obsolete | Variant uniform title heading
876 | R | Item Information - Basic Bibliographic Unit | holdings
877 | R | Item Information - Supplementary Material | holdings
878 | R | Item Information - Indexes | holdings
880 | R | Alternate Graphic Representation
$6 | NR | Linkage
$a-z | R | Same as associated field
$0-5 | R | Same as associated field
$7-8 | R | Same as associated field
881 | R | Manifestation Statements
$a | R | Manifestation statement, high-level/general
$b | R | Manifestation identifier statement
$c | R | Manifestation title and responsibility statement
$d | R | Manifestation edition statement
$e | R | Manifestation production statement
$f | R | Manifestation publication statement
$g | R | Manifestation distribution statement
$h | R | Manifestation manufacture statement
$i | R | Manifestation copyright statement
$j | R | Manifestation frequency statement
$k | R | Manifestation designation of sequence statement
$l | R | Manifestation series statement
$m | R | Manifestation dissertation statement
$n | R | Manifestation regional encoding statement
$3 $6 $8
882 | NR | Replacement Record Information
$a | R | Replacement title
$i | R | Explanatory text
$w | R | Replacement bibliographic record control number
$6 $8
883 | R | Metadata Provenance
ind1 | Method of assignment
  # | No information provided/not applicable
  0 | Fully machine-generated
  1 | Partially machine-generated
  2 | Not machine-generated
$a | NR | Creation process
$c | NR | Confidence value
$d | NR | Creation date
$q | NR | Assigning or generation agency
$u | NR | Uniform Resource Identifier
$w | R | Bibliographic record control number
$x | NR | Validity end date
$0 $1 $8
884 | R | Description Conversion Information
$a | NR | Conversion process
$g | NR | Conversion date
$k | NR | Identifier of source metadata
$q | NR | Conversion agency
$u | R | Uniform Resource Identifier
885 | R | Matching Information
$a | NR | Matching information
$b | NR | Status of matching and its checking
$c | NR | Confidence value
$d | NR | Generation date
$w | R | Record control number
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source
$0 $1 $5
886 | R | Foreign MARC Information Field
ind1 | Type of field
  0 | Leader
  1 | Variable control fields (002-009)
  2 | Variable data fields (010-999)
$2 | NR | Source of data
$a | NR | Tag of the foreign MARC field
$b | NR | Content of the foreign MARC field
$c-z | R | Foreign MARC subfield
$0-1 | R | Foreign MARC subfield
$3-9 | R | Foreign MARC subfield
887 | R | Non-MARC Information Field
$a | NR | Content of non-MARC field
$2 | NR | Source of data
"""
