"""The principal local authorities of the United Kingdom by place, so that one body has one name.

General knowledge only: the names councils use for themselves. A council that is not in the table
(a parish, a new unitary) is still recognised by the form of its name; see ``names``.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

_COUNTY = """Cambridgeshire, Derbyshire, Devon, Durham, East Sussex, Essex, Gloucestershire, Hampshire,
Hertfordshire, Kent, Lancashire, Leicestershire, Lincolnshire, Norfolk, Northumberland,
Nottinghamshire, Oxfordshire, Rutland, Staffordshire, Suffolk, Surrey, Warwickshire, West
Sussex, Worcestershire"""

_CITY = """Aberdeen, Birmingham, Brighton and Hove, Bristol, Cambridge, Canterbury, Carlisle, Chelmsford,
Coventry, Derby, Dundee, Exeter, Glasgow, Gloucester, Hull, Lancaster, Leeds, Leicester,
Liverpool, Manchester, Milton Keynes, Newcastle, Newport, Norwich, Nottingham, Oxford,
Peterborough, Plymouth, Portsmouth, Preston, Salford, Sheffield, Southampton, Southend-on-Sea,
Stoke-on-Trent, Sunderland, Westminster, Winchester, Worcester"""

_METROPOLITAN = """Barnsley, Calderdale, Dudley, Rotherham, Sandwell, Solihull, Stockport, Tameside"""

_BOROUGH = """Amber Valley, Ashford, Basildon, Bedford, Blackburn with Darwen, Boston, Brentwood,
Broxbourne, Broxtowe, Burnley, Castle Point, Charnwood, Cheltenham, Chesterfield, Chorley,
Colchester City, Crawley, Dacorum, Darlington, Dartford, Eastbourne, Eastleigh, Elmbridge,
Epsom and Ewell, Erewash, Fareham, Gedling, Gosport, Gravesham, Guildford, Halton, Hartlepool,
Hastings, Havant, Hertsmere, Hinckley and Bosworth, Hyndburn, Ipswich, Luton, Maidstone,
Melton, Newcastle-under-Lyme, North Warwickshire, Nuneaton and Bedworth, Oadby and Wigston,
Pendle, Reading, Redcar and Cleveland, Redditch, Reigate and Banstead, Rochdale, Rossendale,
Rugby, Runnymede, Rushcliffe, Rushmoor, Slough, Spelthorne, Stafford, Stevenage, Stockton-on-
Tees, Surrey Heath, Swale, Swindon, Tamworth, Tewkesbury, Tonbridge and Malling, Tunbridge
Wells, Warrington, Waverley, Welwyn Hatfield, Woking, Wokingham, Wyre, Worthing, Basingstoke
and Deane, King's Lynn and West Norfolk, Great Yarmouth, Fylde, Test Valley, Caerphilly
County, Conwy County, Merthyr Tydfil County, Rhondda Cynon Taf County, Torfaen County, Wrexham
County, Blaenau Gwent County, Bridgend County, Antrim and Newtownabbey, Ards and North Down,
Causeway Coast and Glens"""

_DISTRICT = """Adur, Arun, Ashfield, Babergh, Bassetlaw, Blaby, Bolsover, Braintree, Breckland, Broadland,
Bromsgrove, Cannock Chase, Cherwell, Chichester, Cotswold, Derbyshire Dales, Dover, East
Cambridgeshire, East Devon, East Hampshire, East Hertfordshire, East Lindsey, East
Staffordshire, Epping Forest, Fenland, Folkestone and Hythe, Forest of Dean, Harborough, Hart,
High Peak, Horsham, Huntingdonshire, Lewes, Lichfield, Maldon, Malvern Hills, Mansfield, Mid
Devon, Mid Suffolk, Mid Sussex, Mole Valley, New Forest, Newark and Sherwood, North Devon,
North East Derbyshire, North Hertfordshire, North Kesteven, North Norfolk, North West
Leicestershire, Ribble Valley, Rochford, Rother, Sevenoaks, South Cambridgeshire, South
Derbyshire, South Hams, South Holland, South Kesteven, South Norfolk, South Oxfordshire, South
Staffordshire, Staffordshire Moorlands, Stratford-on-Avon, Stroud, Tandridge, Teignbridge,
Tendring, Thanet, Three Rivers, Torridge, Uttlesford, Vale of White Horse, Warwick, Watford
Borough, Wealden, West Lancashire Borough, West Lindsey, West Oxfordshire, Wychavon, Wyre
Forest, Harlow, Fermanagh and Omagh, Mid Ulster, Derry City and Strabane"""

_PLAIN = """Bath and North East Somerset, Blackpool, Bolton, Bracknell Forest, Buckinghamshire, Bury,
Central Bedfordshire, Cheshire East, Cheshire West and Chester, Cornwall, Cumberland, Dorset,
East Riding of Yorkshire, Gateshead, Herefordshire, Isle of Wight, Kirklees, Knowsley, Medway,
Middlesbrough, North East Lincolnshire, North Lincolnshire, North Northamptonshire, North
Somerset, North Tyneside, North Yorkshire, Oldham, Sefton, Shropshire, Somerset, South
Gloucestershire, South Tyneside, Telford and Wrekin, Thurrock, Torbay, Trafford, Wakefield,
Walsall, West Berkshire, West Northamptonshire, Westmorland and Furness, Wigan, Wiltshire,
Wirral, East Suffolk, West Suffolk, West Devon Borough, South Ribble Borough, Cardiff,
Carmarthenshire County, Ceredigion County, Denbighshire County, Flintshire County, Isle of
Anglesey County, Monmouthshire County, Neath Port Talbot, Pembrokeshire County, Powys County,
Swansea, Vale of Glamorgan, Aberdeenshire, Angus, Argyll and Bute, Clackmannanshire, Dumfries
and Galloway, East Ayrshire, East Dunbartonshire, East Lothian, East Renfrewshire, Falkirk,
Fife, Highland, Inverclyde, Midlothian, Moray, North Ayrshire, North Lanarkshire, Orkney
Islands, Perth and Kinross, Renfrewshire, Scottish Borders, Shetland Islands, South Ayrshire,
South Lanarkshire, Stirling, West Dunbartonshire, West Lothian, Belfast City, Mid and East
Antrim Borough, Lisburn and Castlereagh City, St Helens Borough"""

_LONDON = """Barking and Dagenham, Barnet, Bexley, Brent, Bromley, Camden, Croydon, Ealing, Enfield,
Hackney, Hammersmith and Fulham, Haringey, Harrow, Havering, Hillingdon, Hounslow, Islington,
Lambeth, Lewisham, Merton, Newham, Redbridge, Richmond upon Thames, Southwark, Sutton, Tower
Hamlets, Waltham Forest, Wandsworth"""

_ROYAL = "Greenwich, Kensington and Chelsea, Kingston upon Thames, Windsor and Maidenhead"

_IN_FULL = {
    "Armagh City, Banbridge and Craigavon": "Armagh City, Banbridge and Craigavon Borough Council",
    "Bournemouth, Christchurch and Poole": "Bournemouth, Christchurch and Poole Council",
    "Bradford": "City of Bradford Metropolitan District Council",
    "Doncaster": "City of Doncaster Council",
    "Edinburgh": "City of Edinburgh Council",
    "Gwynedd": "Cyngor Gwynedd",
    "Lincoln": "City of Lincoln Council",
    "London": "City of London Corporation",
    "Na h-Eileanan Siar": "Comhairle nan Eilean Siar",
    "Newry, Mourne and Down": "Newry, Mourne and Down District Council",
    "St Albans": "St Albans City and District Council",
    "Scilly": "Council of the Isles of Scilly",
    "Wolverhampton": "City of Wolverhampton Council",
    "York": "City of York Council",
}

_ALSO_CALLED = {
    "bathnes": "bath and north east somerset",
    "bcp": "bournemouth christchurch and poole",
    "bournemouth christchurch poole": "bournemouth christchurch and poole",
    "brighton hove": "brighton and hove",
    "caerdydd": "cardiff",
    "cheshire west": "cheshire west and chester",
    "hants": "hampshire",
    "iow": "isle of wight",
    "kingston upon hull": "hull",
    "lbbd": "barking and dagenham",
    "lbhf": "hammersmith and fulham",
    "n somerset": "north somerset",
    "nelincs": "north east lincolnshire",
    "newcastle upon tyne": "newcastle",
    "rbkc": "kensington and chelsea",
    "rbwm": "windsor and maidenhead",
    "rctcbc": "rhondda cynon taf",
    "sir y fflint": "flintshire",
    "southend": "southend on sea",
    "stockton": "stockton on tees",
    "stoke": "stoke on trent",
    "westberks": "west berkshire",
    "ynys mon": "isle of anglesey",
    "abertawe": "swansea",
    "casnewydd": "newport",
    "sir ddinbych": "denbighshire",
    "sir fynwy": "monmouthshire",
    "sir gaerfyrddin": "carmarthenshire",
    "sir benfro": "pembrokeshire",
    "wrecsam": "wrexham",
    "bro morgannwg": "vale of glamorgan",
}

_FORMS = (
    (_COUNTY, "{} County Council"),
    (_CITY, "{} City Council"),
    (_METROPOLITAN, "{} Metropolitan Borough Council"),
    (_BOROUGH, "{} Borough Council"),
    (_DISTRICT, "{} District Council"),
    (_PLAIN, "{} Council"),
    (_LONDON, "London Borough of {}"),
    (_ROYAL, "Royal Borough of {}"),
)
_STYLE_WORD = re.compile(r" (?:City|County|Borough)$")


def place_key(place: str) -> str:
    """A place as it is compared: lower case, no accents or punctuation, "&" as "and", hyphens as spaces."""
    text = place.lower().replace("&", " and ").replace("-", " ")
    return " ".join(re.sub(r"[^a-z0-9 ]", "", normalize("NFD", text)).split())


@cache
def councils() -> dict[str, str]:
    """The council of each place, by ``place_key``: {"kent": "Kent County Council", …}."""
    table = {place_key(place): name for place, name in _IN_FULL.items()}
    for places, form in _FORMS:
        for place in places.replace("\n", " ").split(", "):
            name = form.format(place).replace("City Borough", "City").replace("Borough District", "Borough")
            table[place_key(_STYLE_WORD.sub("", place))] = name
    return table


def council_of(place: str) -> str | None:
    """The name that the council of ``place`` uses, or None for a place that is not in the table."""
    key = place_key(place)
    return councils().get(_ALSO_CALLED.get(key, key))


@cache
def _domains() -> dict[str, str]:
    plain = {key.replace(" ", ""): name for key, name in councils().items()}
    return plain | {alias.replace(" ", ""): councils()[key] for alias, key in _ALSO_CALLED.items()}


def council_of_domain(label: str) -> str | None:
    """The council whose site is ``label``.gov.uk ("kent", "cheshire-east", "nottinghamcity")."""
    squeezed = label.replace("-", "")
    stems = (
        squeezed,
        re.sub(r"(?:city|borough|county|district)?(?:council|cc|bc|dc|mbc|city)$", "", squeezed),
    )
    return next((_domains()[stem] for stem in stems if stem in _domains()), None)


@cache
def _initials() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name in councils().values():
        letters = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
        table[letters] = (*table.get(letters, ()), name)
    return table


def councils_called(initials: str) -> tuple[str, ...]:
    """The councils with these initials: "KCC" is one, "DCC" several."""
    return _initials().get(initials, ())
