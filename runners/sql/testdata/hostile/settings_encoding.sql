-- expect query: raised 42501
-- Sends its rows in another encoding.
select set_config('client_encoding', 'latin1', false), 'ä'
