-- expect query: cpu
-- Multiplies numbers of some thousand digits.
select sum(factorial(3000 + g % 10)) from generate_series(1, 1000000) g
