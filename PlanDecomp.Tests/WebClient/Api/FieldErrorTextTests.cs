using System.Net;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Api;

public class FieldErrorTextTests
{
    [Theory]
    [InlineData("must be from 1 to 20.", "From 1 to 20.", "取值范围为 1 到 20。")]
    [InlineData("must not be blank.", "Please fill this in.", "请填写此项。")]
    [InlineData("must have at most 200 characters.", "At most 200 characters.", "最多 200 个字符。")]
    [InlineData("must be more than 0 and at most 86400.", "More than 0 and at most 86400.", "须大于 0 且不超过 86400。")]
    [InlineData("A dependency on task 7 would close a cycle.", "The tasks would wait for each other in a circle.", "任务之间会形成循环等待。")]
    [InlineData("is of tomorrow's version.", "Is of tomorrow's version.", "Is of tomorrow's version.")]
    public void What_is_wrong_with_a_field_is_said_in_the_readers_language(string message, string english, string chinese)
    {
        var localizer = new Localizer();
        var e = Refused(("title", message));

        Assert.Equal(english, FieldErrorText.Of(localizer, e, "title"));
        localizer.Use(PageLanguage.Chinese);
        Assert.Equal(chinese, FieldErrorText.Of(localizer, e, "title"));
    }

    [Fact]
    public void A_field_that_is_right_has_no_message()
    {
        Assert.Null(FieldErrorText.Of(new Localizer(), Refused(("title", "is required.")), "description"));
        Assert.Null(FieldErrorText.Of(new Localizer(), null, "title"));
    }

    [Fact]
    public void Where_there_are_no_fields_all_is_said_together()
    {
        Assert.Equal(
            "Please fill this in. 1 or more.",
            FieldErrorText.All(new Localizer(), Refused(("title", "is required."), ("position", "must be 1 or more."))));
    }

    private static ApiException Refused(params (string Field, string Message)[] errors) => new(
        ApiFault.Invalid, HttpStatusCode.BadRequest, new ApiProblem { Errors = errors.ToDictionary(error => error.Field, error => new[] { error.Message }) });
}
