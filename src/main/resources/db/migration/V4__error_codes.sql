-- More reasons why an attempt can fail; every table of work and the scans know the same words.
alter table work_item
    drop constraint error_code_is_an_error_code,
    add constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'deadline_exceeded',
                                   'connection_lost', 'tls_failed', 'http_status',
                                   'circuit_open', 'blocked_by_robots', 'forbidden_address',
                                   'invalid_url', 'too_large', 'headers_too_large',
                                   'redirect_refused', 'too_many_redirects',
                                   'unsupported_content', 'parse_failed', 'protocol_error',
                                   'unknown_symbol', 'unknown_columns', 'no_prices',
                                   'file_missing', 'quota_exhausted', 'lease_expired',
                                   'persist_failed', 'internal'));

alter table domain
    drop constraint error_code_is_an_error_code,
    add constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'deadline_exceeded',
                                   'connection_lost', 'tls_failed', 'http_status',
                                   'circuit_open', 'blocked_by_robots', 'forbidden_address',
                                   'invalid_url', 'too_large', 'headers_too_large',
                                   'redirect_refused', 'too_many_redirects',
                                   'unsupported_content', 'parse_failed', 'protocol_error',
                                   'unknown_symbol', 'unknown_columns', 'no_prices',
                                   'file_missing', 'quota_exhausted', 'lease_expired',
                                   'persist_failed', 'internal'));

alter table sitemap
    drop constraint error_code_is_an_error_code,
    add constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'deadline_exceeded',
                                   'connection_lost', 'tls_failed', 'http_status',
                                   'circuit_open', 'blocked_by_robots', 'forbidden_address',
                                   'invalid_url', 'too_large', 'headers_too_large',
                                   'redirect_refused', 'too_many_redirects',
                                   'unsupported_content', 'parse_failed', 'protocol_error',
                                   'unknown_symbol', 'unknown_columns', 'no_prices',
                                   'file_missing', 'quota_exhausted', 'lease_expired',
                                   'persist_failed', 'internal'));

alter table page
    drop constraint error_code_is_an_error_code,
    add constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'deadline_exceeded',
                                   'connection_lost', 'tls_failed', 'http_status',
                                   'circuit_open', 'blocked_by_robots', 'forbidden_address',
                                   'invalid_url', 'too_large', 'headers_too_large',
                                   'redirect_refused', 'too_many_redirects',
                                   'unsupported_content', 'parse_failed', 'protocol_error',
                                   'unknown_symbol', 'unknown_columns', 'no_prices',
                                   'file_missing', 'quota_exhausted', 'lease_expired',
                                   'persist_failed', 'internal'));

alter table scan
    drop constraint error_code_is_an_error_code,
    add constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'deadline_exceeded',
                                   'connection_lost', 'tls_failed', 'http_status',
                                   'circuit_open', 'blocked_by_robots', 'forbidden_address',
                                   'invalid_url', 'too_large', 'headers_too_large',
                                   'redirect_refused', 'too_many_redirects',
                                   'unsupported_content', 'parse_failed', 'protocol_error',
                                   'unknown_symbol', 'unknown_columns', 'no_prices',
                                   'file_missing', 'quota_exhausted', 'lease_expired',
                                   'persist_failed', 'internal'));
