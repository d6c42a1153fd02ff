-- expect query: cpu
-- Multiplies numbers that are as large as they get.
select max(length((factorial(30000 + g % 2) * factorial(30000))::text)) from generate_series(1, 1000) g
