package dev.gleaner.identity;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets what has outlived its use: old audit lines, expired refresh tokens. Runs inside the caller's transaction. */
@ApplicationScoped
public class Expiry {
    private final Audit audit;
    private final RefreshTokens refreshTokens;

    Expiry(Audit audit, RefreshTokens refreshTokens) {
        this.audit = audit;
        this.refreshTokens = refreshTokens;
    }

    /** Does it, some thousands of rows at a time. */
    public Uni<Void> prune() {
        return audit.prune().chain(refreshTokens::prune).replaceWithVoid();
    }
}
