-- Whoever enters items, or starts a scan, decides that they are gathered as much as who selects them later.
alter table audit_entry
    drop constraint action_is_an_audit_action,
    add constraint action_is_an_audit_action
        check (action in ('SIGNED_IN', 'SIGN_IN_REFUSED', 'SIGNED_OUT', 'ACCOUNT_CREATED', 'ACCOUNT_CHANGED',
                          'API_KEY_CREATED', 'API_KEY_USED', 'API_KEY_REVOKED', 'SUBMITTED', 'SCAN_STARTED', 'CURATED',
                          'REQUEUED', 'SELECTION_RULES_CHANGED', 'ROBOTS_IGNORED', 'ROBOTS_OBEYED', 'PIPELINE_PAUSED',
                          'PIPELINE_RESUMED', 'QUOTA_CHANGED'));
