package dev.gleaner.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** What somebody signs in with. */
@RegisterForReflection
record LoginRequest(
        @NotBlank @Size(max = 254) String email,
        @NotEmpty @Size(max = 200) String password) {
    /** Without the password, lest it is logged. */
    @Override
    public String toString() {
        return "LoginRequest[" + email + "]";
    }
}
