-- expect query: answered [[100]]
-- Calls its own rows by the name of the problem's table. It is its own answer only.
with t(n) as (values (100)) select n from t
