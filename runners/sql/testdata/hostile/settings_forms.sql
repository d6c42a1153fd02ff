-- expect query: raised 42501
-- Sends its values in other forms.
select set_config('bytea_output', 'escape', false), set_config('datestyle', 'german', false), '\xff'::bytea, now()
