"""Temporary: English only."""
import re
from functools import lru_cache

from briefing.language.reading import Day
from briefing.text.dates import dates

_W={"mon":0,"tue":1,"wed":2,"thu":3,"fri":4,"sat":5,"sun":6}
@lru_cache(maxsize=16384)
def days(text, code="en", published=None):
    out=[]
    for w in dates(text, published):
        plain=[x for x in dates(w.text, "2000-07-01")]
        y=m=d=None; wd=None
        hit=re.search(r"\b(mon|tues?|wednes|thurs?|fri|satur|sun)day",w.text,re.I)
        if hit: wd=_W[hit[1][:3].lower()]
        if plain and plain[0].iso and not (w.relative and re.search("ago|last|next|this|yester|tod|tom|ton",w.text,re.I)):
            parts=plain[0].iso.split("-")
            if len(parts)>0 and not w.relative: y=int(parts[0])
            if len(parts)>1 and not(wd is not None and not any(c.isdigit() for c in w.text)): m=int(parts[1])
            if len(parts)>2 and not(wd is not None and not any(c.isdigit() for c in w.text)): d=int(parts[2])
        out.append(Day(w.start,w.end,w.text,y,m,d,wd,w.iso,w.kind,w.relative))
    return tuple(out)
