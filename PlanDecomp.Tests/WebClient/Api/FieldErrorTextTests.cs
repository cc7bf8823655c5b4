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
    [InlineData("must be a language's tag, such as en or zh-CN.", "Pick a language, or write its tag, such as en or zh-CN.", "请选择语言，或输入语言代码，如 en 或 zh-CN。")]
    [InlineData("Node -3 is not in the proposal.", "A change chosen here is not in the draft any more.", "所选改动已不在草稿中。")]
    [InlineData("These would wait for each other: \"a\" → \"b\".", "These would wait for each other: \"a\" → \"b\".", "这些任务会互相等待：\"a\" → \"b\".")]
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
