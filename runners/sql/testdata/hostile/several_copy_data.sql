-- expect query: not compiled 42601
-- Sends the rows of a COPY after it, as a dump does.
copy t from stdin;
4	four
\.
select 1
