"""Instruments, ensembles and voices by MARC code, as in 048 $a and $b.

Source: the MARC 21 format for bibliographic data, 048; names and classes as the Library of Congress converts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

SOURCE: Final = "http://id.loc.gov/vocabulary/musiccodeschemes/marcmusperf"


class Medium(NamedTuple):
    """One row: the code; `group` is `instrument`, `ensemble` or `voice`; its kind within the group (`brass`); its name,
    "" where the code names no single instrument.
    """

    code: str
    group: str
    kind: str
    name: str

    @property
    def prop(self) -> str:
        """The property of the Work that leads to it."""
        return f"bf:{self.group}"

    @property
    def type(self) -> str:
        """Its class."""
        return f"bf:Music{self.group.capitalize()}"

    @property
    def kind_prop(self) -> str:
        """The property its kind is the value of."""
        return "bf:instrumentalType" if self.group == "instrument" else f"bf:{self.group}Type"


_ROWS: Final = """
ba | instrument | brass | horn
bb | instrument | brass | trumpet
bc | instrument | brass | coronet
bd | instrument | brass | trombone
be | instrument | brass | tuba
bf | instrument | brass | baritone
bn | instrument | brass | -
bu | instrument | brass | -
by | instrument | brass, ethnic | -
bz | instrument | brass | -
ea | instrument | electronic | electronic synthesizer
eb | instrument | electronic | electronic tape
ec | instrument | electronic | computer
ed | instrument | electronic | ondes martinot
en | instrument | electronic | -
eu | instrument | electronic | -
ez | instrument | electronic | -
ka | instrument | keyboard | piano
kb | instrument | keyboard | organ
kc | instrument | keyboard | harpsichord
kd | instrument | keyboard | clavichord
ke | instrument | keyboard | continuo
kf | instrument | keyboard | celeste
kn | instrument | keyboard | -
ku | instrument | keyboard | -
ky | instrument | keyboard, ethnic | -
kz | instrument | keyboard | -
pa | instrument | percussion | timpani
pb | instrument | percussion | xylophone
pc | instrument | percussion | marimba
pd | instrument | percussion | drum
pn | instrument | percussion | -
pu | instrument | percussion | -
py | instrument | percussion, ethnic | -
pz | instrument | percussion | -
sa | instrument | string, bowed | violin
sb | instrument | string, bowed | viola
sc | instrument | string, bowed | violoncello
sd | instrument | string, bowed | double bass
se | instrument | string, bowed | viol
sf | instrument | string, bowed | viola d'amore
sg | instrument | string, bowed | viola da gamba
sn | instrument | string, bowed | -
su | instrument | string, bowed | -
sy | instrument | string, bowed, ethnic | -
sz | instrument | string, bowed | -
ta | instrument | string, plucked | harp
tb | instrument | string, plucked | guitar
tc | instrument | string, plucked | lute
td | instrument | string, plucked | mandolin
tn | instrument | string, plucked | -
tu | instrument | string, plucked | -
ty | instrument | string, plucked, ethnic | -
tz | instrument | string, plucked | -
wa | instrument | woodwind | flute
wb | instrument | woodwind | oboe
wc | instrument | woodwind | clarinet
wd | instrument | woodwind | bassoon
we | instrument | woodwind | piccolo
wf | instrument | woodwind | English horn
wg | instrument | woodwind | bass clarinet
wh | instrument | woodwind | recorder
wi | instrument | woodwind | saxophone
wn | instrument | woodwind | -
wu | instrument | woodwind | -
wy | instrument | woodwind, ethnic | -
wz | instrument | woodwind | -
oa | ensemble | instrumental | orchestra
ob | ensemble | instrumental | chamber orchestra
oc | ensemble | instrumental | string orchestra
od | ensemble | instrumental | band
oe | ensemble | instrumental | dance orchestra
of | ensemble | instrumental | brass band
on | ensemble | instrumental | -
oo | ensemble | instrumental | -
ou | ensemble | instrumental | -
oy | ensemble | instrumental, ethnic | -
oz | ensemble | instrumental | -
ca | voice | chorus | mixed chorus
cb | voice | chorus | female chorus
cc | voice | chorus | male chorus
cd | voice | chorus | children chorus
cn | voice | chorus | -
cu | voice | chorus | -
cy | voice | chorus, ethnic | -
cz | voice | chorus | -
va | voice | voice | soprano
vb | voice | voice | mezzo soprano
vc | voice | voice | alto
vd | voice | voice | tenor
ve | voice | voice | baritone
vf | voice | voice | bass
vg | voice | voice | counter tenor
vh | voice | voice | high voice
vi | voice | voice | medium voice
vj | voice | voice | low voice
vn | voice | voice | -
vo | voice | voice | -
vu | voice | voice | -
vy | voice | voice, ethnic | -
"""


def _read(line: str) -> Medium:
    code, group, kind, name = (part.strip() for part in line.split("|"))
    return Medium(code, group, kind, "" if name == "-" else name)


MEDIA_OF_PERFORMANCE: Final[Mapping[str, Medium]] = {row.code: row for row in map(_read, _ROWS.strip().splitlines())}
"""By code, in the order of the format."""
