-- expect query: raised 42501
-- The address of the server in its network.
select inet_server_addr(), inet_server_port(), inet_client_addr()
