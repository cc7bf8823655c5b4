using PlanDecomp.ServiceDefaults.Telemetry;

namespace PlanDecomp.Tests.ServiceDefaults;

public sealed class RouteNamesTests
{
    [Theory]
    [InlineData("/plans/{plan_id:long:min(1)}/decompose", "/plans/{plan_id}/decompose")]
    [InlineData("/plans/{plan_id:long:min(1)}/tasks/{task_id:long:min(1)}", "/plans/{plan_id}/tasks/{task_id}")]
    [InlineData("/plans/", "/plans")]
    [InlineData("/api/{**rest}", "/api/{**rest}")]
    [InlineData("/", "/")]
    public void Constraints_and_a_slash_at_the_end_are_left_out(string route, string expected) => Assert.Equal(expected, RouteNames.Brief(route));
}
