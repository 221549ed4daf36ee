from django.contrib import messages
from django.urls import reverse_lazy
from django.views.generic import CreateView, ListView

from . import thumbnails
from .forms import PhotoForm
from .models import Photo


class Wall(ListView):
    model = Photo
    paginate_by = 24


class Upload(CreateView):
    form_class = PhotoForm
    template_name = "photos/upload.html"
    success_url = reverse_lazy("wall")

    def form_valid(self, form):
        response = super().form_valid(form)
        thumbnails.request(self.object)
        messages.success(self.request, f"“{self.object.caption}” hangs on the wall.")
        return response
