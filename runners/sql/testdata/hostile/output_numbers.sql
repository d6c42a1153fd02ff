-- expect query: answered
-- Numbers that are none, and numbers without end.
select 'NaN'::numeric, 'Infinity'::numeric, '-Infinity'::float8, '-0'::float8, 10::numeric ^ 20000, 1e-10000::numeric, '5e-324'::float8, 9223372036854775807, 1::numeric / 3
