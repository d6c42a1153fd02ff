-- expect query: cpu
-- A pattern that can match in more ways than can be tried.
select count(*) from generate_series(1, 1000000) g where repeat('a', 2000) like repeat('%a', 400 + g % 2) || '%b'
