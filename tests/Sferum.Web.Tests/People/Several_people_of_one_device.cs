using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.People;

/// <summary>A device that is everybody's of a family.</summary>
public sealed class Several_people_of_one_device(District district)
{
    [Fact]
    public async Task Change_places_without_a_code()
    {
        await using var device = await district.DeviceOf(district.Teacher, "/profile");
        await device.ByName(AriaRole.Button, "Добавить профиль").ClickAsync();
        await device.Page.GetByRole(AriaRole.Searchbox).FillAsync(district.Student.Name);
        await device.ByName(AriaRole.Button, district.Student.Name, exact: false).First.ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, district.Student.Name)).ToBeVisibleAsync();
        await device.IsClean("two profiles");
        await device.ByName(AriaRole.Button, $"Войти как {district.Teacher.Name}").ClickAsync();
        await Expect(device.ByName(AriaRole.Heading, district.Teacher.Name)).ToBeVisibleAsync();
    }
}
