-- expect query: raised 42501
-- Becomes the superuser through a setting.
select set_config('role', 'postgres', false), set_config('session_authorization', 'postgres', false)
