-- Migrations change the rows of all tenants, also as an owner whom the wall between tenants stops. Ends with each one.
select set_config('gleaner.tenant', '*', true);
