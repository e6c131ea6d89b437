"""Words that end in a full stop without ending a sentence. One rule: English of news and official papers only."""

from __future__ import annotations

TITLES = frozenset(
    "mr mrs ms mx dr prof rev fr hon sen rep gov pres amb atty supt insp det sgt cpl pvt pfc spc ssgt sfc msgt capt "
    "capt maj col lt ltc cmdr cdr cmdre comdr gen brig brigadier adm radm vadm cpt ret asst assoc dep sec secy "
    "messrs mme mlle msgr mgr ven gens cols lts sens reps govs drs profs".split()
)
"""Always stand before a name: never the end of a sentence inside a paragraph."""

BEFORE_MORE = frozenset("e.g i.e vs cf viz approx ca esp incl resp i.a v".split())
"""Always stand before what they introduce."""

BEFORE_NUMBER = frozenset(
    "no nos nr art arts sec secs para paras p pp vol vols fig figs ch chap pt op ex res".split()
)
"""End no sentence when a number follows; before anything else they are ordinary words ("No. He left")."""

MAY_END = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp co ltd "
    "llc plc bros jr sr st ste ave blvd rd hwy mt ft ala ariz ark calif colo conn del fla ga ill ind kan ky la md "
    "mass mich minn miss mo mont neb nev okla ore pa penn tenn tex vt va wash wis wyo al u.s u.k u.n d.c est dept "
    "univ govt natl intl min max tel ext ed eds trans sq km kg hr hrs lbs oz dist prov bn".split()
)
"""May end a sentence: they do where the next word is one that begins sentences."""

STARTERS = frozenset(
    "a about according after all although among an and another any are as asked at because before both but by "
    "despite did do during each earlier either even every few finally first for from had has he her here his how "
    "however i if in indeed instead is it its last later local many meanwhile more moreover most much my neither no "
    "nobody none nor not nothing now of officials on once one only other others our over police residents several "
    "she since so some such than that the their then there these they this those though three through thus to "
    "today two under unlike until was we were what when where whether which while who why will with within without "
    "witnesses yesterday yet you your".split()
)
"""Lower-cased words that often begin a sentence and seldom go on after an abbreviation as part of a name."""

REPORTING = (
    "said|says|asked|asks|added|adds|told|tells|shouted|cried|replied|answered|wrote|writes|wondered|yelled|"
    "exclaimed|continued|recalled|warned|declared|insisted"
)
"""A question or exclamation in quotation marks goes on when a name and one of these follow ("Why?" Smith asked)."""
