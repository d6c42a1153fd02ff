-- expect query: cpu
-- A regular expression with references to what it has matched.
select count(*) from generate_series(1, 1000000) g where (repeat('a', 1000) || g) ~ '^(a*)(a*)(a*)\1\2\3b$'
