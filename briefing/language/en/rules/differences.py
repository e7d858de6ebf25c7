"""What jobs/differences looks for in English."""

import re

from briefing.regex import lazy_regex

COUNT_OF = lazy_regex(r"\b(?:number|count|total|toll|tally|figure) of\b", re.I)
GROWING = lazy_regex(
    r"\b(?:dead|deaths?|died|killed|toll|injured|injuries|hurt|wounded|missing|ill|sick|infected|cases|hospital|rescued"
    r"|found|arrested|evacuated|displaced|homeless)\b", re.I)
"""Counts that grow while they are made: a later report has the later count. Of other figures a later one is only
another."""

REVISES = lazy_regex(
    r"\b(?:correct(?:s|ed|ion)|revis(?:ed|es|ion)|amended|lowered|earlier (?:figure|count|report|toll)"
    r"|(?:up|down|rose|risen|fell|fallen) (?:from|to)|not \w+,? as (?:first|earlier|previously))\b", re.I)
