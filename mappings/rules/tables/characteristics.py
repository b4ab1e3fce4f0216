"""Sound, projection, video and digital characteristics (344-347) and the format of notated music (348)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mappings.rules.agents import source_node
from mappings.rules.forward import add, literal
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop
from mappings.rules.tables.shared import number_node, numbers_said

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"


class Aspect(NamedTuple):
    """One subfield: the root, property and class it becomes, and the vocabulary and terms that have an IRI."""

    tag: str
    code: str
    on: Root
    prop: str
    type: str
    terms: str = ""


ASPECTS: Final = (
    Aspect(
        "344", "a", INSTANCE, "bf:soundCharacteristic", "bf:RecordingMethod",
        "mrectype analog=analog digital=digital",
    ),
    Aspect(
        "344", "b", INSTANCE, "bf:soundCharacteristic", "bf:RecordingMedium",
        "mrecmedium magnetic=mag optical=opt magneto-optical=magopt",
    ),
    Aspect("344", "c", INSTANCE, "bf:soundCharacteristic", "bf:PlayingSpeed"),
    Aspect(
        "344", "d", INSTANCE, "bf:soundCharacteristic", "bf:GrooveCharacteristic",
        "mgroove coarse_groove=coarse microgroove=micro",
    ),
    Aspect("344", "e", INSTANCE, "bf:soundCharacteristic", "bf:TrackConfig"),
    Aspect("344", "f", INSTANCE, "bf:soundCharacteristic", "bf:TapeConfig"),
    Aspect(
        "344", "g", INSTANCE, "bf:soundCharacteristic", "bf:PlaybackChannels",
        "mplayback mono=mon quadraphonic=mul surround=mul stereo=ste",
    ),
    Aspect(
        "344", "h", INSTANCE, "bf:soundCharacteristic", "bf:PlaybackCharacteristic",
        "mspecplayback Dolby=dolby Dolby_Digital=dolbydig Dolby_digital=dolbydig Dolby_Digital_5.1=dolbydig51 "
        "Dolby_digital_5.1=dolbydig51 5.1_Dolby_Digital=dolbydig51 Dolby_Digital_2.0=dolbydig2 "
        "Dolby_digital_2.0=dolbydig2 DTS=dts DTS_5.1=dts51 DTS-HD_Master_Audio=dtshd DTS-HD_Master_Audio_5.1=dtshd51 "
        "LPCM=lpcm PCM=pcm",
    ),
    Aspect("344", "i", INSTANCE, "bf:soundContent", "bf:SoundContent", "msoundcontent silent=silent sound=sound"),
    Aspect("344", "j", INSTANCE, "bf:soundCharacteristic", "bf:CaptureStorage"),
    Aspect(
        "345", "a", INSTANCE, "bf:projectionCharacteristic", "bf:PresentationFormat",
        "mpresformat 3D=3d IMAX=imax Panavision=pana",
    ),
    Aspect("345", "b", INSTANCE, "bf:projectionCharacteristic", "bf:ProjectionSpeed"),
    Aspect("345", "d", INSTANCE, "bf:aspectRatio", "bf:AspectRatio"),  # comes back as $c, which says the same
    Aspect("345", "c", INSTANCE, "bf:aspectRatio", "bf:AspectRatio"),
    Aspect(
        "346", "a", INSTANCE, "bf:videoCharacteristic", "bf:VideoFormat",
        "mvidformat Betacam=betacam Betamax=betamax VHS=vhs Super-VHS=svhs U-matic=umatic laser_optical=laser",
    ),
    Aspect(
        "346", "b", INSTANCE, "bf:videoCharacteristic", "bf:BroadcastStandard",
        "mbroadstd HDTV=hdtv NTSC=ntsc PAL=pal SECAM=secam",
    ),
    Aspect(
        "347", "a", INSTANCE, "bf:digitalCharacteristic", "bf:FileType",
        "mfiletype audio_file=audio data_file=data image_file=image program_file=program text_file=text "
        "video_file=video",
    ),
    Aspect(
        "347", "b", INSTANCE, "bf:digitalCharacteristic", "bf:EncodingFormat",
        "mencformat CD_audio=cda Blu-ray=bluray DVD=dvdv DVD_video=dvdv Blu-ray_video=bluray SACD=sacd MP3=mp3 PDF=pdf",
    ),
    Aspect("347", "c", INSTANCE, "bf:digitalCharacteristic", "bf:FileSize"),
    Aspect("347", "d", INSTANCE, "bf:digitalCharacteristic", "bf:Resolution"),
    Aspect(
        "347", "e", INSTANCE, "bf:digitalCharacteristic", "bf:RegionalEncoding",
        "mregencoding all_regions=all region_1=region1 region_2=region2 region_3=region3 region_4=region4",
    ),
    Aspect("347", "f", INSTANCE, "bf:digitalCharacteristic", "bf:EncodedBitrate"),
    Aspect(
        "348", "a", WORK, "bf:musicFormat", "bf:MusicFormat",
        "mmusicformat score=score part=part vocal_score=vocalscore piano_score=pianoscore chorus_score=chscore",
    ),
    Aspect("348", "c", WORK, "bf:notation", "bf:MusicNotation"),
)  # fmt: skip
"""The aspects by tag and subfield; `terms` is the vocabulary and its terms, blanks written `_`."""


def _terms(aspect: Aspect) -> dict[str, str]:
    vocabulary, *pairs = aspect.terms.split()
    return {
        term.replace("_", " "): f"{_VOCABULARY}{vocabulary}/{code}"
        for term, _, code in (pair.rpartition("=") for pair in pairs)
    }


_BY_SUBFIELD: Final = {(each.tag, each.code): (each, _terms(each) if each.terms else {}) for each in ASPECTS}
_BY_CLASS: Final = {(each.prop, each.type): each for each in ASPECTS}


def _forward(run: Run, field: DataField, language: str | None) -> None:
    for code, text in field.subfields:
        if (found := _BY_SUBFIELD.get((field.tag, code))) is None or not (label := chop(text)):
            continue
        aspect, terms = found
        node: Node = {"@id": terms[text]} if text in terms else {}
        node["@type"] = [aspect.type]
        node["rdfs:label"] = [literal(label, language)]
        for two in field.all("2"):
            add(node, "bf:source", source_node(two))
        for three in field.all("3"):
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [chop(three)]})
        number_node(node, field)
        add(run.root(aspect.on), aspect.prop, node)


def _back(out: Back, _: Root, value: Any) -> None:
    aspect = _BY_CLASS[out.origin.rpartition("/")[2], value["@type"][0]]
    labels = [text for text in value.get("rdfs:label", ()) if isinstance(text, str)]
    parts = [text for part in value.get("bflc:appliesTo", ()) for text in part.get("rdfs:label", ())]
    sources = [
        next(iter(part.get("bf:code", ())), part.get("@id", "").rpartition("/")[2])
        for part in value.get("bf:source", ())
    ]
    out.field(
        aspect.tag,
        " ",
        " ",
        [
            *(("3", text) for text in parts),
            *((aspect.code, text) for text in labels),
            *(("2", text) for text in sources),
            *numbers_said(value),
        ],
    )


CHARACTERISTICS: Final = Step(
    "sound, video and digital characteristics",
    tags="344 345 346 347 348",
    takes={"344": "abcdefghij2301", "345": "abcd2301", "346": "ab2301", "347": "abcdef2301", "348": "ac2301"},
    forward=_forward,
    claims=tuple(
        Claim(
            each.on,
            each.prop,
            each.type,
            order=7,
            accepts=lambda node: "bf:source" in node or not node.get("@id", "#").startswith("http"),
        )
        for each in ASPECTS
    ),
    back=_back,
    twin="own",
    examples=(
        Example(
            "347 ## $a text file $2 rdaft",
            instance={
                "bf:digitalCharacteristic": {
                    "@id": "http://id.loc.gov/vocabulary/mfiletype/text",
                    "@type": "bf:FileType",
                    "rdfs:label": "text file",
                    "bf:source": {"bf:code": "rdaft"},
                }
            },
        ),
        Example(
            "344 ## $c 1.4 m/s",
            instance={"bf:soundCharacteristic": {"@type": "bf:PlayingSpeed", "rdfs:label": "1.4 m/s"}},
        ),
        Example("345 ## $c wide screen", instance={"bf:aspectRatio": {"rdfs:label": "wide screen"}}),
        Example("348 ## $a score $2 rdafnm", work={"bf:musicFormat": {"rdfs:label": "score"}}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (CHARACTERISTICS,)
