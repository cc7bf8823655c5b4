using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Api.Accounts;

/// <summary>Who may come in. Section <c>Auth</c>.</summary>
public sealed class AuthOptions : IValidatableObject
{
    public const string Section = "Auth";

    /// <summary>The address of an OpenID Connect authority whose bearer tokens are accepted; null accepts none.</summary>
    [Url]
    public string? Authority { get; set; }

    /// <summary>The <c>aud</c> that a token must carry. Needed with <see cref="Authority"/>: a token for another service is no key to this one.</summary>
    public string? Audience { get; set; }

    /// <summary>False accepts an authority over plain http, for development.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>True gives everyone who comes without a token a guest's account of their own.</summary>
    public bool AllowGuests { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not null && string.IsNullOrWhiteSpace(Audience))
        {
            yield return new ValidationResult("Auth:Authority needs Auth:Audience.", [nameof(Audience)]);
        }

        if (Authority is null && !AllowGuests)
        {
            yield return new ValidationResult("Auth:AllowGuests is false and there is no Auth:Authority: no one could come in.", [nameof(AllowGuests)]);
        }
    }
}
