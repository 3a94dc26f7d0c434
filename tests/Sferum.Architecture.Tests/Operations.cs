using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Sferum.Chats;
using Sferum.Policy;

namespace Sferum.Architecture;

/// <summary>Nothing can be asked of the system that does not name its operation.</summary>
public sealed class Operations
{
    public static TheoryData<string> GrainMethods => [.. Methods().Select(m => $"{m.DeclaringType!.FullName}.{m.Name}")];

    [Theory]
    [MemberData(nameof(GrainMethods))]
    public void A_grain_method_names_its_operation(string method)
    {
        var found = Methods().Single(m => $"{m.DeclaringType!.FullName}.{m.Name}" == method);
        Assert.True(found.IsDefined(typeof(OperationAttribute)) || found.DeclaringType!.IsDefined(typeof(OperationAttribute)), $"{method} has no [Operation]");
    }

    public static TheoryData<string> HubMethods => [.. OfHubs().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(HubMethods))]
    public void A_hub_method_names_its_operation(string method) =>
        Assert.True(OfHubs().Single(m => m.Name == method).IsDefined(typeof(OperationAttribute)), $"{method} has no [Operation]");

    [Fact]
    public void The_hub_has_the_methods_that_the_protocol_names()
    {
        var named = typeof(HubNames.Methods).GetFields().Select(f => (string)f.GetRawConstantValue()!);
        Assert.Empty(named.Except(OfHubs().Select(m => m.Name), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_operation_has_a_row_in_the_policy_table(Operation operation) => Assert.True(PolicyTable.Knows(operation));

    public static TheoryData<Operation> Rows => [.. Enum.GetValues<Operation>()];

    private static IEnumerable<MethodInfo> OfHubs() =>
        typeof(ChatHub).Assembly.GetTypes().Where(t => typeof(Hub).IsAssignableFrom(t))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetBaseDefinition().DeclaringType == m.DeclaringType && !m.IsSpecialName);

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(IChatGrain).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)).SelectMany(t => t.GetMethods());
}
