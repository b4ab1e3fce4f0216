"""The fields of the MARC 21 Format for Holdings Data, in the form told in `mappings.marc.formats.model`.

Follows Update No. 36 (June 2023). Fields that the bibliographic format has too are defined alike in both.
"""

from __future__ import annotations

from typing import Final

OF: Final = "2023-06"

ROWS: Final = """
LDR | NR | Leader
001 | NR | Control Number
003 | NR | Control Number Identifier
004 | NR | Control Number for Related Bibliographic Record
005 | NR | Date and Time of Latest Transaction
007 | R | Physical Description Fixed Field
008 | NR | Fixed-Length Data Elements-General Information
010 | NR | Library of Congress Control Number
$a | NR | LC control number
$b | R | NUCMC control number
$z | R | Canceled or invalid LC control number
$8
014 | R | Linkage Number
ind1 | Type of linkage number
  0 | Holdings record number
  1 | Bibliographic record number
$a | NR | Linkage number
$b | NR | Source of number
$z | R | Canceled or invalid linkage number
$6
016 | R | National Bibliographic Agency Control Number
ind1 | National bibliographic agency
  # | Library and Archives Canada
  7 | Source specified in subfield $2
$a | NR | Record control number
$z | R | Canceled or invalid control number
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
020 | R | International Standard Book Number
$a | NR | International Standard Book Number
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
$l | obsolete 2023 | ISSN-L
$m | obsolete 2023 | Canceled ISSN-L
$y | R | Incorrect ISSN
$z | R | Canceled ISSN
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
$c | NR | Terms of availability
$d | NR | Additional codes following the standard number or code
$q | R | Qualifying information
$z | R | Canceled/invalid standard number or code
$2 | NR | Source of number or code
$6 $8
027 | R | Standard Technical Report Number
$a | NR | Standard technical report number
$q | R | Qualifying information
$z | R | Canceled/invalid number
$6 $8
030 | R | CODEN Designation
$a | NR | Publisher or distributor number
$z | R | Canceled/invalid CODEN
$6 $8
035 | R | System Control Number
$a | NR | System control number
$z | R | Canceled/invalid control number
$6 $8
040 | NR | Record Source
$a | NR | Original cataloging agency
$b | NR | Language of cataloging
$c | NR | Transcribing agency
$d | R | Modifying agency
$e | R | Description conventions
$6 $8
066 | R | Character Sets Present
$a | NR | Primary G0 character set
$b | NR | Primary G1 character set
$c | R | Alternate G0 or G1 character set
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
538 | R | System Details Note
$a | NR | System details note
$i | NR | Display text
$u | R | Uniform Resource Identifier
$5 | R | Institution to which field applies
$3 $6 $8
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
561 | R | Ownership and Custodial History
ind1 | Privacy
  # | No information provided
  0 | Private
  1 | Not private
$a | NR | History
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
841 | NR | Holdings Coded Data Values
$a | NR | Type of record
$b | NR | Fixed-length data elements
$e | NR | Encoding level
842 | NR | Textual Physical Form Designator
$a | NR | Textual physical form designator
$6 $8
843 | R | Reproduction Note
$a | NR | Type of reproduction
$b | R | Place of reproduction
$c | R | Agency responsible for reproduction
$d | NR | Date of reproduction
$e | NR | Physical description of reproduction
$f | R | Series statement of reproduction
$m | R | Dates of publication and/or sequential designation of issues reproduced
$n | R | Note about reproduction
$7 | NR | Fixed-length data elements of reproduction
$3 $5 $6 $8
844 | NR | Name of Unit
$a | NR | Name of unit
$6 $8
845 | R | Terms Governing Use and Reproduction Note
$a | NR | Terms governing use and reproduction
$b | NR | Jurisdiction
$c | NR | Authorization
$d | NR | Authorized users
$u | R | Uniform Resource Identifier
$3 $5 $6 $8
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
853 | R | Captions and Pattern - Basic Bibliographic Unit
ind1 | Compressibility and expandability
  0 | Cannot compress or expand
  1 | Can compress but not expand
  2 | Can compress or expand
  3 | Unknown
ind2 | Caption evaluation
  0 | Captions verified, all levels present
  1 | Captions verified, all levels may not be present
  2 | Captions unverified, all levels present
  3 | Captions unverified, all levels may not be present
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
$n | NR | Pattern note
$p | NR | Number of pieces per issuance
$t | NR | Copy
$u | R | Bibliographic units per next higher level
$v | R | Numbering continuity
$w | NR | Frequency
$x | NR | Calendar change
$y | R | Regularity pattern
$z | NR | Numbering scheme
$2 | NR | Source of caption abbreviation
$8 | NR | Field link and sequence number
$3 $6
854 | R | Captions and Pattern - Supplementary Material
ind1 | Compressibility and expandability
  0 | Cannot compress or expand
  1 | Can compress but not expand
  2 | Can compress or expand
  3 | Unknown
ind2 | Caption evaluation
  0 | Captions verified, all levels present
  1 | Captions verified, all levels may not be present
  2 | Captions unverified, all levels present
  3 | Captions unverified, all levels may not be present
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
$n | NR | Pattern note
$o | NR | Type of unit
$p | NR | Number of pieces per issuance
$t | NR | Copy
$u | R | Bibliographic units per next higher level
$v | R | Numbering continuity
$w | NR | Frequency
$x | NR | Calendar change
$y | R | Regularity pattern
$z | NR | Numbering scheme
$2 | NR | Source of caption abbreviation
$8 | NR | Field link and sequence number
$3 $6
855 | R | Captions and Pattern - Indexes
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
$n | NR | Pattern note
$o | NR | Type of unit
$p | NR | Number of pieces per issuance
$t | NR | Copy
$u | R | Bibliographic units per next higher level
$v | R | Numbering continuity
$w | NR | Frequency
$x | NR | Calendar change
$y | R | Regularity pattern
$z | NR | Numbering scheme
$2 | NR | Source of caption abbreviation
$8 | NR | Field link and sequence number
$3 $6
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
863 | R | Enumeration and Chronology - Basic Bibliographic Unit
ind1 | Field encoding level
  # | No information provided
  3 | Holdings level 3
  4 | Holdings level 4
  5 | Holdings level 4 with piece designation
ind2 | Form of holdings
  # | No information provided
  0 | Compressed
  1 | Uncompressed
  2 | Compressed, use textual display
  3 | Uncompressed, use textual display
  4 | Item(s) not published
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
$n | NR | Converted Gregorian year
$p | NR | Piece designation
$q | NR | Piece physical condition
$s | R | Copyright article-fee code
$t | NR | Copy number
$v | R | Issuing date
$w | NR | Break indicator
$x | R | Nonpublic note
$z | R | Public note
$8 | NR | Field link and sequence number
$6
864 | R | Enumeration and Chronology - Supplementary Material
ind1 | Field encoding level
  # | No information provided
  3 | Holdings level 3
  4 | Holdings level 4
  5 | Holdings level 4 with piece designation
ind2 | Form of holdings
  # | No information provided
  0 | Compressed
  1 | Uncompressed
  2 | Compressed, use textual display
  3 | Uncompressed, use textual display
  4 | Item(s) not published
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
$n | NR | Converted Gregorian year
$o | R | Type of unit
$p | NR | Piece designation
$q | NR | Piece physical condition
$s | R | Copyright article-fee code
$t | NR | Copy number
$v | R | Issuing date
$w | NR | Break indicator
$x | R | Nonpublic note
$z | R | Public note
$8 | NR | Field link and sequence number
$6
865 | R | Enumeration and Chronology - Indexes
ind1 | Field encoding level
  # | No information provided
  4 | Holdings level 4
  5 | Holdings level 4 with piece designation
ind2 | Form of holdings
  # | No information provided
  1 | Uncompressed
  3 | Uncompressed, use textual display
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
$n | NR | Converted Gregorian year
$o | R | Type of unit
$p | NR | Piece designation
$q | NR | Piece physical condition
$s | R | Copyright article-fee code
$t | NR | Copy number
$v | R | Issuing date
$w | NR | Break indicator
$x | R | Nonpublic note
$z | R | Public note
$8 | NR | Field link and sequence number
$6
866 | R | Textual Holdings - Basic Bibliographic Unit
ind1 | Field encoding level
  # | No information provided
  3 | Holdings level 3
  4 | Holdings level 4
  5 | Holdings level 4 with piece designation
ind2 | Type of notation
  0 | Non-standard
  1 | ANSI/NISO Z39.71 or ISO 10324
  2 | ANSI Z39.42
  7 | Source specified in subfield $2
$a | NR | Textual holdings
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of notation
$6 $8
867 | R | Textual Holdings - Supplementary Material
ind1 | Field encoding level
  # | No information provided
  3 | Holdings level 3
  4 | Holdings level 4
  5 | Holdings level 4 with piece designation
ind2 | Type of notation
  0 | Non-standard
  1 | ANSI/NISO Z39.71 or ISO 10324
  2 | ANSI Z39.42
  7 | Source specified in subfield $2
$a | NR | Textual holdings
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of notation
$6 $8
868 | R | Textual Holdings - Indexes
ind1 | Field encoding level
  # | No information provided
  3 | Holdings level 3
  4 | Holdings level 4
  5 | Holdings level 4 with piece designation
ind2 | Type of notation
  0 | Non-standard
  1 | ANSI/NISO Z39.71 or ISO 10324
  2 | ANSI Z39.42
  7 | Source specified in subfield $2
$a | NR | Textual holdings
$x | R | Nonpublic note
$z | R | Public note
$2 | NR | Source of notation
$6 $8
876 | R | Item Information - Basic Bibliographic Unit
$a | NR | Internal item number
$b | R | Invalid or canceled internal item number
$c | R | Cost
$d | R | Date acquired
$e | R | Source of acquisition
$h | R | Use restrictions
$j | R | Item status
$l | R | Temporary location
$p | NR | Piece designation
$r | NR | Invalid or canceled piece designation
$t | NR | Copy number
$x | R | Nonpublic note
$z | R | Public note
$3 $6 $8
877 | R | Item Information - Supplementary Material
$a | NR | Internal item number
$b | R | Invalid or canceled internal item number
$c | R | Cost
$d | R | Date acquired
$e | R | Source of acquisition
$h | R | Use restrictions
$j | R | Item status
$l | R | Temporary location
$p | NR | Piece designation
$r | NR | Invalid or canceled piece designation
$t | NR | Copy number
$x | R | Nonpublic note
$z | R | Public note
$3 $6 $8
878 | R | Item Information - Indexes
$a | NR | Internal item number
$b | R | Invalid or canceled internal item number
$c | R | Cost
$d | R | Date acquired
$e | R | Source of acquisition
$h | R | Use restrictions
$j | R | Item status
$l | R | Temporary location
$p | NR | Piece designation
$r | NR | Invalid or canceled piece designation
$t | NR | Copy number
$x | R | Nonpublic note
$z | R | Public note
$3 $6 $8
880 | R | Alternate Graphic Representation
$6 | NR | Linkage
$a-z | R | Same as associated field
$0-5 | R | Same as associated field
$7-8 | R | Same as associated field
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
"""
