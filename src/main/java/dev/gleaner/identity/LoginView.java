package dev.gleaner.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A token, how many seconds it is good, and what it is renewed with. */
@RegisterForReflection
record LoginView(String accessToken, String tokenType, long expiresIn, String refreshToken, long refreshExpiresIn) {
    /** Without the token, lest it is logged. */
    @Override
    public String toString() {
        return "LoginView[" + tokenType + ", " + expiresIn + "]";
    }
}
