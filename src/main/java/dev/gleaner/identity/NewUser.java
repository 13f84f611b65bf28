package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** An account to be made; without a tenant it joins the administrator's. */
@RegisterForReflection
record NewUser(
        @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(min = 8, max = 72) String password,
        @NotEmpty Set<@NotNull Role> roles,

        @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,62}", message = "must be 1 to 63 of a-z, 0-9, - and _")
        String tenant) {
    /** Without the password, lest it is logged. */
    @Override
    public String toString() {
        return "NewUser[" + email + ", " + roles + ", " + tenant + "]";
    }
}
