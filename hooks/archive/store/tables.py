"""The tables of the store. What another version wrote is thrown away, so they may change freely.

The column ``sum`` of what SQLite itself could not notice to be damaged is a digest of the others.
Columns that are read of all rows at once stand before long ones, which SQLite then leaves on disk.
"""

from __future__ import annotations

TABLES = """
create table about (
    name text primary key, value text not null, sum blob not null
) without rowid;
create table folders (
    path text primary key, digest text not null, named text not null,
    findings text not null, facts text not null, sum blob not null
);
create table marks (
    path text primary key, marks text not null, digest text not null
) without rowid;
create table cards (
    path text primary key, sum blob not null, rank text not null, facts text not null,
    shown text not null, judged text not null, tied text not null, ties text not null,
    is_troubled integer not null
) without rowid;
create table told (
    path text primary key, facts text not null, ties text not null, sum blob not null
) without rowid;
create table texts (
    path text not null, language text not null, digest text not null, sum blob not null,
    body text not null, primary key (path, language, digest)
);
create table kept (
    site text not null, path text not null, data blob not null,
    primary key (site, path)
);
create table stale (path text primary key, sum blob not null) without rowid;
create table outputs (
    site text not null, path text not null, key blob not null, digest blob not null,
    size integer not null, kind text not null,
    frame text not null, slots text not null, kept blob not null,
    primary key (site, path)
) without rowid;
"""
