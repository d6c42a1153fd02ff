-- expect query: raised no_result
-- Makes an operator that stands in for equality.
create operator public.= (leftarg = integer, rightarg = integer, function = int4ne)
