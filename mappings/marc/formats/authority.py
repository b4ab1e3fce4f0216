"""The fields of the MARC 21 Format for Authority Data, in the form told in `mappings.marc.formats.model`.

Follows Update No. 36 (June 2023). Data elements that were obsolete by then are not listed.
"""

from __future__ import annotations

from typing import Final

OF: Final = "2023-06"

ROWS: Final = """
LDR | NR | Leader
001 | NR | Control Number
003 | NR | Control Number Identifier
005 | NR | Date and Time of Latest Transaction
008 | NR | Fixed-Length Data Elements
010 | NR | Library of Congress Control Number
$a | NR | LC control number
$z | R | Canceled/invalid LC control number
$8
014 | R | Link to Bibliographic Record for Serial or Multipart Item
$a | NR | Control number of related bibliographic record
$6 $8
016 | R | National Bibliographic Agency Control Number
ind1 | National bibliographic agency
  # | Library and Archives Canada
  7 | Source specified in subfield $2
$a | NR | Record control number
$z | R | Canceled or invalid record control number
$2 | NR | Source
$8
020 | R | International Standard Book Number
$a | NR | International Standard Book Number
$c | NR | Terms of availability
$q | R | Qualifying information
$z | R | Canceled/invalid ISBN
$6 $8
022 | R | International Standard Serial Number
$a | NR | International Standard Serial Number
$l | NR | ISSN-L
$m | R | Canceled ISSN-L
$y | R | Incorrect ISSN
$z | R | Canceled ISSN
$0 | NR | Authority record control number or standard number
$1 $6 $8
024 | R | Other Standard Identifier
ind1 | Type of standard number or code
  7 | Source specified in subfield $2
  8 | Unspecified type of standard number or code
$a | NR | Standard number or code
$c | NR | Terms of availability
$d | NR | Additional codes following the standard number or code
$q | R | Qualifying information
$z | R | Canceled/invalid standard number or code
$0 | NR | Authority record control number or standard number
$1 | NR | Real World Object URI
$2 | NR | Source
$6 $7 $8
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
034 | R | Coded Cartographic Mathematical Data
ind2 | Type of ring
  # | Not applicable
  0 | Outer ring
  1 | Exclusion ring
$d | NR | Coordinates
$e | NR | Coordinates
$f | NR | Coordinates
$g | NR | Coordinates
$j | NR | Declination
$k | NR | Declination
$m | NR | Right ascension
$n | NR | Right ascension
$p | NR | Equinox
$r | NR | Distance from earth
$s | R | G-ring latitude
$t | R | G-ring longitude
$x | NR | Beginning date
$y | NR | Ending date
$z | NR | Name of extraterrestrial body
$2 | NR | Source
$0 $1 $3 $6 $7 $8
035 | R | System Control Number
$a | NR | System control number
$z | R | Canceled/invalid system control number
$6 $8
040 | NR | Cataloging Source
$a | NR | Original cataloging agency
$b | NR | Language of cataloging
$c | NR | Transcribing agency
$d | R | Modifying agency
$e | R | Description conventions
$f | NR | Subject heading/thesaurus conventions
$6 $8
042 | NR | Authentication Code
$a | R | Authentication code
043 | R | Geographic Area Code
$a | R | Geographic area code
$b | R | Local GAC code
$c | R | ISO code
$2 | R | Source of local code
$0 $1 $6 $7 $8
045 | NR | Time Period of Heading
ind1 | Type of time period in subfield $b or $c
  # | Subfield $b or $c not present
  0 | Single date/time
  1 | Multiple single dates/times
  2 | Range of dates/times
$a | R | Time period code
$b | R | Formatted 9999 B.C. through C.E. time period
$c | R | Formatted pre-9999 B.C. time period
$6 $8
046 | R | Special Coded Dates
$f | NR | Birth date
$g | NR | Death date
$k | NR | Beginning or single date created
$l | NR | Ending date created
$o | NR | Single or starting date for aggregated content
$p | NR | Ending date for aggregated content
$q | NR | Establishment date
$r | NR | Termination date
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of date scheme
$3 $6 $8
050 | R | Library of Congress Call Number
ind2 | Source of call number
  0 | Assigned by LC
  4 | Assigned by agency other than LC
$a | NR | Classification number
$b | NR | Item number
$d | NR | Volumes/dates to which call number applies
$5 | R | Institution to which field applies
$0 $1 $6 $8
052 | R | Geographic Classification
ind1 | Code source
  # | Library of Congress Classification
  1 | U.S. Dept. of Defense Classification
  7 | Source specified in subfield $2
$a | NR | Geographic classification area code
$b | R | Geographic classification subarea code
$d | R | Populated place name
$2 | NR | Code source
$0 $1 $6 $8
053 | R | LC Classification Number
ind2 | Source of classification number
  0 | Assigned by LC
  4 | Assigned by agency other than LC
$a | NR | Classification number element-single number or beginning number of span
$b | NR | Classification number element-ending number of span
$c | NR | Explanatory term
$5 | R | Institution to which field applies
$0 $1 $6 $8
055 | R | Library and Archives Canada Call Number
ind2 | Source of call number
  0 | Assigned by LAC
  4 | Assigned by agency other than LAC
$a | NR | Classification number
$b | NR | Item number
$d | NR | Volumes/dates to which call number applies
$2 | NR | Number source
$5 | R | Institution to which field applies
$0 $1 $6 $8
060 | R | National Library of Medicine Call Number
ind2 | Source of call number
  0 | Assigned by NLM
  4 | Assigned by agency other than NLM
$a | NR | Classification number
$b | NR | Item number
$d | NR | Volumes/dates to which call number applies
$5 | R | Institution to which field applies
$0 $1 $6 $8
065 | R | Other Classification Number
$a | NR | Classification number element-single number or beginning of span
$b | NR | Classification number element-ending number of span
$c | NR | Explanatory term
$2 | NR | Number source
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
066 | NR | Character Sets Present
$a | NR | Primary G0 character set
$b | NR | Primary G1 character set
$c | R | Alternate G0 or G1 character set
070 | R | National Agricultural Library Call Number
$a | NR | Classification number
$b | NR | Item number
$d | NR | Volumes/dates to which call number applies
$0 $1 $6 $8
072 | R | Subject Category Code
ind2 | Code source
  # | No information provided
  0 | NAL subject category code list
  7 | Source specified in subfield $2
$a | NR | Subject category code
$x | R | Subject category code subdivision
$2 | NR | Code source
$6 $8
073 | NR | Subdivision Usage
$a | R | Subdivision usage
$z | NR | Code source
$6 $8
075 | R | Type of Entity
$a | R | Type of entity term
$b | R | Type of entity code
$2 | NR | Source
$0 $1
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
082 | R | Dewey Decimal Call Number
ind1 | Type of edition
  0 | Full
  1 | Abridged
  7 | Other edition specified in subfield $2
ind2 | Source of call number
  # | No information provided
  0 | Assigned by LC
  4 | Assigned by agency other than LC
$a | NR | Classification number
$b | NR | Item number
$d | NR | Volumes/dates to which call number applies
$2 | NR | Edition information
$5 | R | Institution to which field applies
$6 $8
083 | R | Dewey Decimal Classification Number
ind1 | Type of edition
  0 | Full
  1 | Abridged
  7 | Other edition specified in subfield $2
ind2 | Source of classification number
  0 | Assigned by LC
  4 | Assigned by agency other than LC
$a | NR | Classification number element-single number or beginning number of span
$b | NR | Classification number element-ending number of span
$c | NR | Explanatory term
$y | R | Table sequence number for internal subarrangement or add table
$z | NR | Table identification-table number
$2 | NR | Edition information
$5 | R | Institution to which field applies
$6 $8
086 | R | Government Document Call Number
ind1 | Number source
  # | Source specified in subfield $2
  0 | Superintendent of Documents Classification System
  1 | Government of Canada Publications: Outline of Classification
$a | NR | Call number
$d | NR | Volumes/dates to which call number applies
$z | R | Canceled/invalid call number
$2 | NR | Number source
$5 | R | Institution to which field applies
$6 $8
087 | R | Government Document Classification Number
ind1 | Number source
  # | Source specified in subfield $2
  0 | Superintendent of Documents Classification System
  1 | Government of Canada Publications: Outline of Classification
$a | NR | Classification number element-Single number of beginning number of span
$b | NR | Classification number element-Ending number of span
$c | NR | Explanatory information
$2 | NR | Number source
$0 $1 $6 $8
100 | NR | Heading-Personal Name
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
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
110 | NR | Heading-Corporate Name
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
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
111 | NR | Heading-Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Meeting name or jurisdiction name as entry element
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
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
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
130 | NR | Heading-Uniform Title
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
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
147 | NR | Heading-Named Event
$a | NR | Named event
$c | R | Location of named event
$d | NR | Date of named event
$g | R | Miscellaneous information
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
148 | NR | Heading-Chronological Term
$a | NR | Chronological term
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
150 | NR | Heading-Topical Term
$a | NR | Topical term or geographic name entry element
$b | NR | Topical term following geographic name entry element
$g | R | Miscellaneous information
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
151 | NR | Heading-Geographic Name
$a | NR | Geographic name
$g | R | Miscellaneous information
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
155 | NR | Heading-Genre/Form Term
$a | NR | Genre/form term
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
162 | NR | Heading-Medium of Performance Term
$a | NR | Medium of performance term
$6 $7 $8
180 | NR | Heading-General Subdivision
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
181 | NR | Heading-Geographic Subdivision
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
182 | NR | Heading-Chronological Subdivision
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
185 | NR | Heading-Form Subdivision
$v | R | Form subdivision
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$6 $7 $8
260 | R | Complex See Reference-Subject
$a | R | Heading referred to
$i | R | Explanatory text
$0 $1 $6 $7 $8
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
348 | R | Format of Notated Music
$a | R | Format of notated music term
$b | R | Format of notated music code
$2 | NR | Source of term
$0 $1 $3 $6 $7 $8
360 | R | Complex See Also Reference-Subject
$a | R | Heading referred to
$i | R | Explanatory text
$0 $1 $6 $7 $8
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
368 | R | Other Attributes of Person or Corporate Body
$a | R | Type of corporate body
$b | R | Type of jurisdiction
$c | R | Other designation
$d | R | Title of person
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source
$0 $1 $6 $7 $8
370 | R | Associated Place
$a | NR | Place of birth
$b | NR | Place of death
$c | R | Associated country
$e | R | Place of residence/headquarters
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
371 | R | Address
$a | R | Address
$b | NR | City
$c | NR | Intermediate jurisdiction
$d | NR | Country
$e | NR | Postal code
$m | R | Electronic mail address
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$z | R | Public note
$4 | R | Relationship
$6 $7 $8
372 | R | Field of Activity
$a | R | Field of activity
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$0 $1 $6 $7 $8
373 | R | Associated Group
$a | R | Associated group
$i | R | Relationship information
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$4 | R | Relationship
$0 $1 $6 $7 $8
374 | R | Occupation
$a | R | Occupation
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$0 $1 $6 $7 $8
375 | R | Gender
$a | R | Gender
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$0 $1 $6 $7 $8
376 | R | Family Information
$a | R | Type of family
$b | R | Name of prominent member
$c | R | Hereditary title
$s | NR | Start period
$t | NR | End period
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$0 $1 $6 $7 $8
377 | R | Associated Language
ind2 | Source of code
  # | MARC language code
  7 | Source specified in $2
$a | R | Language code
$l | R | Language term
$2 | NR | Source of code
$0 $1 $6 $7 $8
378 | NR | Fuller Form of Personal Name
$q | NR | Fuller form of personal name
$u | R | Uniform Resource Identifier
$v | R | Source of information
$6 $7 $8
380 | R | Form of Work
$a | R | Form of work
$2 | NR | Source of term
$0 $1 $6 $7 $8
381 | R | Other Distinguishing Characteristics of Work or Expression
$a | R | Other distinguishing characteristic
$u | R | Uniform Resource Identifier
$v | R | Source of information
$2 | NR | Source of term
$0 $1 $6 $7 $8
382 | R | Medium of Performance
ind1 | Display constant controller
  # | No information provided
  0 | Medium of performance
  1 | Partial medium of performance
  2 | Medium of performance of musical content of representative expression
  3 | Partial medium of performance of musical content of representative expression
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
$0 $1 $6 $7 $8
383 | R | Numeric Designation of Musical Work
$a | R | Serial number
$b | R | Opus number
$c | R | Thematic index number
$d | NR | Thematic index code
$e | NR | Publisher associated with opus number
$2 | NR | Source
$6 $7 $8
384 | NR | Key
ind1 | Key type
  # | Relationship to original unknown
  0 | Original key
  1 | Transposed key
  2 | Key of representative expression
$a | NR | Key
$0 $1 $6 $7 $8
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
$2 | NR | Source of term
$0 $1 $3 $6 $7 $8
400 | R | See From Tracing-Personal Name
ind1 | Type of personal name element
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
410 | R | See From Tracing-Corporate Name
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
411 | R | See From Tracing-Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Meeting name or jurisdiction name as entry element
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
430 | R | See From Tracing-Uniform Title
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
447 | R | See From Tracing-Named Event
$a | NR | Named event
$c | R | Location of named event
$d | NR | Date of named event
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
448 | R | See From Tracing-Chronological Term
$a | NR | Chronological term
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
450 | R | See From Tracing-Topical Term
$a | NR | Topical term or geographic name entry element
$b | NR | Topical term following geographic name entry element
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
451 | R | See From Tracing-Geographic Name
$a | NR | Geographic name
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
455 | R | See From Tracing-Genre/Form Term
$a | NR | Genre/form term
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
462 | R | See From Tracing-Medium of Performance Term
$a | NR | Medium of performance term
$i | R | Relationship information
$w | NR | Control subfield
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
480 | R | See From Tracing-General Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
481 | R | See From Tracing-Geographic Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
482 | R | See From Tracing-Chronological Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
485 | R | See From Tracing-Form Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
500 | R | See Also From Tracing-Personal Name
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
510 | R | See Also From Tracing-Corporate Name
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
511 | R | See Also From Tracing-Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
$a | NR | Meeting name or jurisdiction name as entry element
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
530 | R | See Also From Tracing-Uniform Title
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
547 | R | See Also From Tracing-Named Event
$a | NR | Named event
$c | R | Location of named event
$d | NR | Date of named event
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
548 | R | See Also From Tracing-Chronological Term
$a | NR | Chronological term
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
550 | R | See Also From Tracing-Topical Term
$a | NR | Topical term or geographic name entry element
$b | NR | Topical term following geographic name entry element
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
551 | R | See Also From Tracing-Geographic Name
$a | NR | Geographic name
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
555 | R | See Also From Tracing-Genre/Form Term
$a | NR | Genre/form term
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
562 | R | See Also From Tracing-Medium of Performance Term
$a | NR | Medium of performance term
$i | R | Relationship information
$w | NR | Control subfield
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
580 | R | See Also From Tracing-General Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
581 | R | See Also From Tracing-Geographic Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
582 | R | See Also From Tracing-Chronological Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
585 | R | See Also From Tracing-Form Subdivision
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
640 | R | Series Dates of Publication and/or Sequential Designation
ind1 | Note format style
  0 | Formatted style
  1 | Unformatted style
$a | NR | Dates of publication and/or sequential designation
$z | NR | Source of information
$6 $8
641 | R | Series Numbering Peculiarities
$a | NR | Numbering peculiarities note
$z | NR | Source of information
$6 $8
642 | R | Series Numbering Example
$a | NR | Series numbering example
$d | NR | Volumes/dates to which series numbering example applies
$5 | R | Institution/copy to which field applies
$6 $8
643 | R | Series Place and Publisher/Issuing Body
$a | R | Place
$b | R | Publisher/issuing body
$d | NR | Volumes/dates to which place and publisher/issuing body apply
$6 $8
644 | R | Series Analysis Practice
$a | NR | Series analysis practice
$b | NR | Exceptions to analysis practice
$d | NR | Volumes/dates to which analysis practice applies
$5 | R | Institution/copy to which field applies
$6 $8
645 | R | Series Tracing Practice
$a | NR | Series tracing practice
$d | NR | Volumes/dates to which tracing practice applies
$5 | R | Institution/copy to which field applies
$6 $8
646 | R | Series Classification Practice
$a | NR | Series classification practice
$d | NR | Volumes/dates to which classification practice applies
$5 | R | Institution to which field applies
$6 $8
663 | NR | Complex See Also Reference-Name
$a | R | Explanatory text
$b | R | Heading referred to
$t | R | Title referred to
$6 $8
664 | NR | Complex See Reference-Name
$a | R | Explanatory text
$b | R | Heading referred to
$t | R | Title referred to
$6 $8
665 | NR | History Reference
$a | R | History reference
$6 $8
666 | NR | General Explanatory Reference-Name
$a | R | General explanatory reference
$6 $8
667 | R | Nonpublic General Note
$a | NR | Nonpublic general note
$5 | R | Institution to which field applies
$6 $8
670 | R | Source Data Found
$a | NR | Source citation
$b | NR | Information found
$u | R | Uniform Resource Identifier
$w | R | Bibliographic record control number
$6 $7 $8
672 | R | Title Related to the Entity
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Title
$b | NR | Remainder of title
$f | NR | Date
$i | R | Relationship information
$w | R | Bibliographic record control number
$4 | R | Relationship
$0 $1 $6 $7 $8
673 | R | Title Not Related to the Entity
ind2 | Nonfiling characters
  0-9 | Number of nonfiling characters
$a | NR | Title
$b | NR | Remainder of title
$f | NR | Date
$w | R | Bibliographic record control number
$0 $1 $6 $8
675 | NR | Source Data Not Found
$a | R | Source citation
$6 $7 $8
677 | R | Definition
$a | R | Definition
$u | R | Uniform Resource Identifier
$v | NR | Source of definition
$5 | R | Institution to which field applies
$7
678 | R | Biographical or Historical Data
ind1 | Type of data
  # | No information provided
  0 | Biographical sketch
  1 | Administrative history
$a | R | Biographical or historical data
$b | NR | Expansion
$u | R | Uniform Resource Identifier
$6 $7 $8
680 | R | Public General Note
$a | R | Heading or subdivision term
$i | R | Explanatory text
$5 | R | Institution to which field applies
$6 $7 $8
681 | R | Subject Example Tracing Note
$a | R | Subject heading or subdivision term
$i | R | Explanatory text
$6 $8
682 | NR | Deleted Heading Information
$a | R | Replacement heading
$i | R | Explanatory text
$0 | R | Replacement authority record control number
$6 $8
688 | R | Application History Note
$a | NR | Application history note
$5 | R | Institution to which field applies
$6 $8
700 | R | Established Heading Linking Entry-Personal Name
ind1 | Type of personal name entry element
  0 | Forename
  1 | Surname
  3 | Family name
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
710 | R | Established Heading Linking Entry-Corporate Name
ind1 | Type of corporate name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
711 | R | Established Heading Linking Entry-Meeting Name
ind1 | Type of meeting name entry element
  0 | Inverted name
  1 | Jurisdiction name
  2 | Name in direct order
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Meeting name or jurisdiction name as entry element
$c | R | Location of meeting
$d | R | Date of meeting or treaty signing
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
730 | R | Established Heading Linking Entry-Uniform Title
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
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
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
747 | R | Established Heading Linking Entry-Named Event
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Named event
$c | R | Location of named event
$d | NR | Date of named event
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
748 | R | Established Heading Linking Entry-Chronological Term
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Chronological term
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
750 | R | Established Heading Linking Entry-Topical Term
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Topical term or geographic name entry element
$b | NR | Topical term following geographic name entry element
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
751 | R | Established Heading Linking Entry-Geographic Name
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Geographic name
$g | R | Miscellaneous information
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
755 | R | Established Heading Linking Entry-Genre/Form Term
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Genre/form term as entry element
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
762 | R | Established Heading Linking Entry-Medium of Performance Term
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | NR | Medium of performance term as entry element
$i | R | Relationship information
$w | NR | Control subfield
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
780 | R | Subdivision Linking Entry-General Subdivision
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
781 | R | Subdivision Linking Entry-Geographic Subdivision
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
782 | R | Subdivision Linking Entry-Chronological Subdivision
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
785 | R | Subdivision Linking Entry-Form Subdivision
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$i | R | Relationship information
$v | R | Form subdivision
$w | NR | Control subfield
$x | R | General subdivision
$y | R | Chronological subdivision
$z | R | Geographic subdivision
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$0 $1 $6 $7 $8
788 | NR | Complex Linking Entry Data
ind2 | Thesaurus
  0 | Library of Congress Subject Headings
  1 | Library of Congress Children's and Young Adults' Subject Headings
  2 | Medical Subject Headings
  3 | National Agricultural Library subject authority file
  4 | Source not specified
  5 | Canadian Subject Headings
  6 | Répertoire de vedettes-matière
  7 | Source specified in subfield $2
$a | R | Heading referred to
$i | R | Explanatory text
$2 | NR | Source of heading or term
$4 | R | Relationship
$5 | R | Institution to which field applies
$6 $7 $8
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
$c | R | Compression information
$d | R | Path
$e | R | Data provenance
$f | R | Electronic name
$g | R | Persistent identifier
$h | R | Non-functioning Uniform Resource Identifier
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
880 | R | Alternate Graphic Representation
$6 | NR | Linkage
$a-z | R | Same as associated field
$0-5 | R | Same as associated field
$7-8 | R | Same as associated field
883 | R | Metadata Provenance
ind1 | Method of assignment
  # | No information provided/not applicable
  0 | Fully machine-generated
  1 | Partially machine-generated
  2 | Not machine-generated
$a | NR | Creation process
$c | NR | Confidence value
$d | NR | Creation date
$q | NR | Assigning or generating agency
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
"""
