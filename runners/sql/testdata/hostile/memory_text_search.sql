-- expect query: memory, raised 54000, cpu
-- A document with more words than memory holds.
select length(to_tsvector(string_agg(md5(g::text), ' '))) from generate_series(1, 3000000) g
